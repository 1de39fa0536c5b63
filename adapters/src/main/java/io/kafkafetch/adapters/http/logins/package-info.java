/**
 * Logins over HTTP: {@code POST /api/logins}. Requests enter, their events leave for the inbox. Only wiring uses it.
 *
 * <p>{@link io.kafkafetch.adapters.http.logins.LoginsController} classifies a request,
 * {@link io.kafkafetch.adapters.http.logins.LoginIntake} takes one: admission, its body cut into events, a verdict on
 * each, all of them into the {@link io.kafkafetch.application.intake.LoginInbox}, and the answer once they are durable. Blocking
 * code on virtual threads: reading, judging and waiting is one sequence, and a thread that waits for a client costs its
 * stack.
 */
@NullMarked
package io.kafkafetch.adapters.http.logins;

import org.jspecify.annotations.NullMarked;
