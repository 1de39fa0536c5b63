/**
 * Files as source and as sink.
 *
 * <p>Reading: {@link io.kafkafetch.adapters.file.LineReader} takes lines out of any stream, compressed or not, and
 * {@link io.kafkafetch.adapters.file.LineDecoder} judges them; whoever reads once and to the end needs no more.
 * {@link io.kafkafetch.adapters.file.FileSource} reads a file as a service does, over its rotations, each line once.
 *
 * <p>Writing: {@link io.kafkafetch.adapters.file.FileLedger} keeps insights, dead letters and checkpoints in a directory,
 * and {@link io.kafkafetch.adapters.file.Spool} keeps logins until a source has read them. Both own their directory
 * alone, and refuse one they cannot use with an {@link io.kafkafetch.adapters.file.UnusableDirectoryException}.
 */
@NullMarked
package io.kafkafetch.adapters.file;

import org.jspecify.annotations.NullMarked;
