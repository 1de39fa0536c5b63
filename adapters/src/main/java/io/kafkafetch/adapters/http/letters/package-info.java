/**
 * Dead letters of a topic as an answer: which are asked for enters, the newest of these leave as JSON, without payload. It reads
 * them by {@link io.kafkafetch.application.letter.NewestLetters}, and what became of them from a census.
 */
@NullMarked
package io.kafkafetch.adapters.http.letters;

import org.jspecify.annotations.NullMarked;
