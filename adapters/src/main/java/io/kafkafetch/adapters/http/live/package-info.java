/**
 * The live view: what the whole pipeline publishes and how far it is, as JSON, as a stream of events, and as a page.
 *
 * <p>{@link io.kafkafetch.adapters.http.live.LiveInsights} and {@link io.kafkafetch.adapters.http.live.LivePipeline} hold
 * the numbers and hear of what is new; {@link io.kafkafetch.adapters.http.live.LiveHub} renders them for all viewers
 * together. Who tells never waits for who looks: a viewer that is slow skips versions.
 */
@NullMarked
package io.kafkafetch.adapters.http.live;

import org.jspecify.annotations.NullMarked;
