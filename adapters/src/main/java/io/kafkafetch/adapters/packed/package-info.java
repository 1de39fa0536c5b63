/**
 * Compressed formats, read as streams: gzip, zlib, bare deflate, zstd, xz and bzip2. In come packed bytes, out goes their
 * content, all of it before any damage, which the user describes as an exception of its own
 * ({@link io.kafkafetch.adapters.packed.Damage}). Files and HTTP bodies are read by the same classes, so that both give
 * the same verdict. Like {@code json}, any adapter may use it; it uses none.
 */
@NullMarked
package io.kafkafetch.adapters.packed;

import org.jspecify.annotations.NullMarked;
