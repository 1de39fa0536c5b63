/**
 * The commands about mappings: what becomes of a sample of events, which presets there are, and a mapping to start from. Files
 * enter; text and an exit code leave. Starts no framework. Only {@code cli} uses it.
 */
@NullMarked
package io.kafkafetch.bootstrap.mapping;

import org.jspecify.annotations.NullMarked;
