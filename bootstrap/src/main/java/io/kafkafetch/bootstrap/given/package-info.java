/**
 * What somebody gave: settings of the environment and of a file, and what counts in the end. Names and texts enter; a
 * file's settings leave as system properties, and all effective ones as a list. The commands {@code run},
 * {@code config} and {@code check} use it.
 */
@NullMarked
package io.kafkafetch.bootstrap.given;

import org.jspecify.annotations.NullMarked;
