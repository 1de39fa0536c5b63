/**
 * Replays of dead letters as an order: what somebody wants enters as JSON, how the run stands leaves, as JSON or as server-sent
 * events, without payload. It hands orders to a {@link io.kafkafetch.application.replay.desk.ReplayDesk}.
 */
@NullMarked
package io.kafkafetch.adapters.http.replays;

import org.jspecify.annotations.NullMarked;
