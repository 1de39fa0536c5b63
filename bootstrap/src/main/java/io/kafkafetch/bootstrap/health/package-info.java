/**
 * Says whether this instance lives and is ready, and why not. Signs of life and reported troubles enter; the answers to
 * {@code /health} leave. The live view shows the same troubles; nobody else may use it.
 */
@NullMarked
package io.kafkafetch.bootstrap.health;

import org.jspecify.annotations.NullMarked;
