/** The others that read the same topic, each a process with a main class of its own. */
@NullMarked
package io.kafkafetch.benchmarks.contestants;

import org.jspecify.annotations.NullMarked;
