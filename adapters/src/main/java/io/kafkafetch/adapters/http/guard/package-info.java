/**
 * What every request passes before anything else of HTTP sees it, and every answer on its way out. A head that a proxy
 * could read differently is malformed ({@link io.kafkafetch.adapters.http.guard.PlainHeads}); a request to a foreign host
 * name, or from a foreign site in a browser, is refused ({@link io.kafkafetch.adapters.http.guard.SiteFilter}); every
 * answer carries the headers that keep a browser from doing more with it than it should
 * ({@link io.kafkafetch.adapters.http.guard.AnswerHeaders}). Knows nothing of logins and insights.
 */
@NullMarked
package io.kafkafetch.adapters.http.guard;

import org.jspecify.annotations.NullMarked;
