/**
 * Certificates and keys in PEM, as every tool writes them. In comes a text or a file, out go what the JDK knows of them,
 * or why not, without a word of what is in it. {@code http.tls} and {@code payload} read theirs here, and the command
 * line the service's own.
 */
@NullMarked
package io.kafkafetch.adapters.pem;

import org.jspecify.annotations.NullMarked;
