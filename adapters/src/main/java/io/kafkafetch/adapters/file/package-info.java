/**
 * Files as source and as sink.
 *
 * <p>Reading: {@link io.kafkafetch.adapters.file.LineReader} takes lines out of any stream, compressed or not, and
 * {@link io.kafkafetch.adapters.file.LineDecoder} judges them; whoever reads once and to the end needs no more.
 */
@NullMarked
package io.kafkafetch.adapters.file;

import org.jspecify.annotations.NullMarked;
