/**
 * What kafka-fetch is measured against. Each contestant is a program of its own, which reads a topic from its beginning
 * until it is asked to stop.
 */
@NullMarked
package io.kafkafetch.benchmarks.contestants;

import org.jspecify.annotations.NullMarked;
