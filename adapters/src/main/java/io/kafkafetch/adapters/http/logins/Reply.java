package io.kafkafetch.adapters.http.logins;

/**
 * The answer to a request whose events are all durable.
 *
 * @param replayed whether they were before it came, from an earlier request with the same idempotency key. A verdict
 *     follows from the event alone, so the answer is the same as then
 */
record Reply(LoginsAnswer answer, boolean replayed) {}
