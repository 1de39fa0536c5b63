/**
 * How fast kafka-fetch is, beside others that read the same topic. Whole runs, each contestant in a process of its own;
 * {@link io.kafkafetch.benchmarks.Benchmarks} lists them. What a part costs alone is in
 * {@link io.kafkafetch.benchmarks.jmh}.
 */
@NullMarked
package io.kafkafetch.benchmarks;

import org.jspecify.annotations.NullMarked;
