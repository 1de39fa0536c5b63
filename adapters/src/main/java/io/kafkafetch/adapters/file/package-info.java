/**
 * Files as source and as sink. This package is empty; its rooms depend on each other in one direction.
 *
 * <p>Reading: {@code text} and {@code lines} take lines out of any stream, compressed or not; a reader that reads once
 * and to the end needs no more. {@code folder} finds the files of a log, {@code bookmark} the place that was read up
 * to, and {@code source} reads a log as a service does, over its rotations, each line once.
 *
 * <p>Writing: {@code disk} is what writers need of a folder; {@code ledger} keeps insights, dead letters and
 * checkpoints in one, {@code rollup} totals, and {@code spool} keeps logins in one until a source has read them. {@code letters}
 * looks at the dead letters in one, and sends their records again; {@code audit} holds all that is in one against its source.
 */
@NullMarked
package io.kafkafetch.adapters.file;

import org.jspecify.annotations.NullMarked;
