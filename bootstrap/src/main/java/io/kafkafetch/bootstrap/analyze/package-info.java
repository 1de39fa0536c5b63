/**
 * The command {@code analyze}: insights of files, without a broker, a framework or a log. Its options and inputs enter;
 * insights, a balance and an exit code leave. The commands in {@code cli} list it, and the warm-up runs it.
 */
@NullMarked
package io.kafkafetch.bootstrap.analyze;

import org.jspecify.annotations.NullMarked;
