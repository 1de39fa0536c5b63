/**
 * A broker in a process of its own, and how to start, watch and end processes. Used by all whole runs.
 */
@NullMarked
package io.kafkafetch.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
