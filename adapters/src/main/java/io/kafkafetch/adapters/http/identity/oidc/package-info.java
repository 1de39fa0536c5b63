/**
 * Callers who have a token of an identity provider, by OpenID Connect. A request enters; a
 * {@link io.kafkafetch.adapters.http.identity.Caller} leaves, or that the provider cannot be asked. What a caller may,
 * {@link io.kafkafetch.adapters.http.identity.Access} decides. Nothing of it is loaded unless it is chosen.
 */
@NullMarked
package io.kafkafetch.adapters.http.identity.oidc;

import org.jspecify.annotations.NullMarked;
