/**
 * What a process has to do with its surroundings: standard streams and files it writes, names of files, its version, and
 * the errors a user can fix. Exceptions of any kind enter; one line without secrets and an exit code leave. Every other
 * room of bootstrap may use it.
 */
@NullMarked
package io.kafkafetch.bootstrap.process;

import org.jspecify.annotations.NullMarked;
