/**
 * Counts the dead letters of a topic by what became of them, in little memory. Letters and entries of their log enter; counts
 * leave, and single states. Metrics, the page and the API read it.
 */
@NullMarked
package io.kafkafetch.application.letter.census;

import org.jspecify.annotations.NullMarked;
