/**
 * The command that holds what was published against the source again. Settings and options enter, findings and a table leave,
 * and an exit code. Only {@code cli} uses it.
 */
@NullMarked
package io.kafkafetch.bootstrap.verify;

import org.jspecify.annotations.NullMarked;
