/**
 * The wire form of logins and insights, shared by the adapters that carry it.
 *
 * <p>In: {@link io.kafkafetch.adapters.json.login.LoginDecoder} turns the bytes of a record into a verdict, and
 * {@link io.kafkafetch.adapters.json.login.UserId} says whose an accepted one is. Out:
 * {@link io.kafkafetch.adapters.json.InsightEncoder} writes an insight, and
 * {@link io.kafkafetch.adapters.json.InsightDecoder} reads it back; both keep to
 * {@link io.kafkafetch.adapters.json.InsightFields}. {@link io.kafkafetch.adapters.json.DeadLetterEncoder} writes a
 * rejected record as a line of a file, and {@link io.kafkafetch.adapters.json.ReasonText} says in prose why it was
 * rejected.
 */
@NullMarked
package io.kafkafetch.adapters.json;

import org.jspecify.annotations.NullMarked;
