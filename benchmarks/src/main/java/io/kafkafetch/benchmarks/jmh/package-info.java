/** What single parts of a login's way cost, in nanoseconds and bytes, by JMH. */
@NullMarked
package io.kafkafetch.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
