/**
 * HTTP over TLS. Files in PEM enter; the keys and certificates that Micronaut's server serves with leave, again whenever the
 * files change.
 */
@NullMarked
package io.kafkafetch.adapters.http.tls;

import org.jspecify.annotations.NullMarked;
