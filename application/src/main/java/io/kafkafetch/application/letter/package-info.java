/**
 * Dead letters that were published: what one is called, why it failed, what is kept of it, and what became of it. Topics and
 * their log enter by the ports {@link io.kafkafetch.application.letter.Letters} and
 * {@link io.kafkafetch.application.letter.LetterLog}; chosen letters and counts leave. The {@code dlq} commands and
 * {@code replay} use it.
 */
@NullMarked
package io.kafkafetch.application.letter;

import org.jspecify.annotations.NullMarked;
