/**
 * The consumers of lanes: a gate before each poll, a member of the group that keeps its place over a restart, fetches
 * that fit into memory. In come Micronaut's consumers and settings, out go consumers that behave. Used by {@code
 * source} and bootstrap.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.consumer;

import org.jspecify.annotations.NullMarked;
