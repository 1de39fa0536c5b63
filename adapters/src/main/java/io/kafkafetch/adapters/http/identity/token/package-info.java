/**
 * Callers who show a token, as {@code Bearer} or as a password. A file of hashes enters; a
 * {@link io.kafkafetch.adapters.http.identity.Caller} leaves.
 */
@NullMarked
package io.kafkafetch.adapters.http.identity.token;

import org.jspecify.annotations.NullMarked;
