/**
 * The description of the API at {@code /openapi.yml}. What the compiler's run made of the controllers enters; it leaves
 * with a member for each metric. Nobody uses it.
 */
@NullMarked
package io.kafkafetch.adapters.http.openapi;

import org.jspecify.annotations.NullMarked;
