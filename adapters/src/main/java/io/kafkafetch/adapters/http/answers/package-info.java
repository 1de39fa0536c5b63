/**
 * What the answers of all paths share: problems (RFC 9457), the request's id and entity tags. A status or a code
 * enters, an answer leaves. Every other room of HTTP may use it.
 */
@NullMarked
package io.kafkafetch.adapters.http.answers;

import org.jspecify.annotations.NullMarked;
