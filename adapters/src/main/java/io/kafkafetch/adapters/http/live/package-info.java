/**
 * The live view's API, {@code GET /api/insights…} and {@code /api/pipeline}: what the whole pipeline publishes and how far
 * it is, as JSON and as a stream of events. Requests enter, documents of the {@code hub} leave. Who reports never waits for
 * who looks. Nobody uses it.
 */
@NullMarked
package io.kafkafetch.adapters.http.live;

import org.jspecify.annotations.NullMarked;
