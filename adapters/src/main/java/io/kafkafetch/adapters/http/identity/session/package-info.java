/** {@code /api/session}: who asks, and signing a browser in and out. A token enters; a cookie leaves. */
@NullMarked
package io.kafkafetch.adapters.http.identity.session;

import org.jspecify.annotations.NullMarked;
