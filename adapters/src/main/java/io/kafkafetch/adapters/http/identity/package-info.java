/**
 * Who sends a request, and what he may do. A request enters; a caller with his roles leaves, or a refusal. How he shows who
 * he is, the rooms below know. Where no {@link io.kafkafetch.adapters.http.identity.Access} is, everybody may do everything.
 */
@NullMarked
package io.kafkafetch.adapters.http.identity;

import org.jspecify.annotations.NullMarked;
