/**
 * Follows the topic of dead letters and their log, and counts what is open. Both topics enter; letters and what became of them
 * leave, to a {@link io.kafkafetch.application.letter.census.LetterCensus}. Wiring alone uses it; the pipeline knows nothing of
 * it.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.census;

import org.jspecify.annotations.NullMarked;
