/**
 * The Kafka source and ledger: exactly once inside a Micronaut {@code @KafkaListener}. This package is empty; its rooms
 * depend on each other in one direction, from the last line of the list to the first.
 *
 * <p>{@code budget} bounds the memory of a poll; {@code client} makes clients and describes failures; {@code topics}
 * sees to the topics at the start; {@code inbox} sends logins to the input topic; {@code input} knows what becomes of
 * that topic. {@code offsets} keeps checkpoints in committed offsets, {@code records} makes records of outcomes, and
 * {@code ledger} commits both. {@code consumer} gates a lane's consumer, {@code resumption} decides where it goes on,
 * and {@code source} holds the lanes, which put all of this together. Beside them {@code published} reads back what was
 * published, and {@code progress} measures how far the group is.
 */
@NullMarked
package io.kafkafetch.adapters.kafka;

import org.jspecify.annotations.NullMarked;
