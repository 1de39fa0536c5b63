/**
 * Callers who show a certificate. A file of subjects enters; a {@link io.kafkafetch.adapters.http.identity.Caller} leaves.
 */
@NullMarked
package io.kafkafetch.adapters.http.identity.certificate;

import org.jspecify.annotations.NullMarked;
