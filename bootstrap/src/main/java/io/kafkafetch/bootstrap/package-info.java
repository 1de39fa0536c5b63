/**
 * Where the program begins. {@link io.kafkafetch.bootstrap.Main} hands the arguments to the commands in {@code cli} and
 * ends the process with their exit code. The rooms beside it assemble the service; nothing outside bootstrap uses them.
 */
@NullMarked
package io.kafkafetch.bootstrap;

import org.jspecify.annotations.NullMarked;
