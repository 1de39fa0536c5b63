/**
 * Signs of life: the heartbeats of threads and the times of commits. Workers beat, probes ask; nothing here waits.
 */
@NullMarked
package io.kafkafetch.application.health;

import org.jspecify.annotations.NullMarked;
