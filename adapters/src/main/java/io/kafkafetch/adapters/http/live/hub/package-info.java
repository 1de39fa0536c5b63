/**
 * Shows the documents to all viewers together: {@link io.kafkafetch.adapters.http.live.hub.LiveHub} renders a version
 * at a time, and each viewer is sent what it lacks. A slow viewer skips versions. The API may use it.
 */
@NullMarked
package io.kafkafetch.adapters.http.live.hub;

import org.jspecify.annotations.NullMarked;
