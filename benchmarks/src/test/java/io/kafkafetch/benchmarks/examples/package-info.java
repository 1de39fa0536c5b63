/** Tests of the examples: what they count is what the domain counts. */
@NullMarked
package io.kafkafetch.benchmarks.examples;

import org.jspecify.annotations.NullMarked;
