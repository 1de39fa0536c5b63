/**
 * Lines of a stream: unpacks, splits, bounds and decodes lines, ahead of its caller where that is
 * faster. In come bytes, out go lines, deliveries, or the reason why the input cannot be read on. {@code bookmark},
 * {@code source} and {@code analyze} use it.
 */
@NullMarked
package io.kafkafetch.adapters.file.lines;

import org.jspecify.annotations.NullMarked;
