/**
 * What the live view knows. What is published enters {@link io.kafkafetch.adapters.http.live.state.LiveInsights}, and
 * how far the pipeline is {@link io.kafkafetch.adapters.http.live.state.LivePipeline}; documents leave. The hub and
 * the API may use it; wiring feeds it.
 */
@NullMarked
package io.kafkafetch.adapters.http.live.state;

import org.jspecify.annotations.NullMarked;
