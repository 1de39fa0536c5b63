/**
 * What the answers of all paths share: problems (RFC 9457), the request's id, entity tags and moments of time. A status,
 * a code or a parameter enters, an answer or a value leaves. Every other room of HTTP may use it.
 */
@NullMarked
package io.kafkafetch.adapters.http.answers;

import org.jspecify.annotations.NullMarked;
