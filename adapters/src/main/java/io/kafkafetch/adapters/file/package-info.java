/**
 * Logins from files, and outcomes in files.
 *
 * <p>In: {@link io.kafkafetch.adapters.file.LineReader} makes lines of any bytes,
 * {@link io.kafkafetch.adapters.file.LineDecoder} a delivery of a line. Out:
 * {@link io.kafkafetch.adapters.file.FileLedger} keeps outcomes in a directory.
 */
@NullMarked
package io.kafkafetch.adapters.file;

import org.jspecify.annotations.NullMarked;
