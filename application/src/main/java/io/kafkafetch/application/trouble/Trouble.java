package io.kafkafetch.application.trouble;

import java.time.Instant;

/**
 * What is wrong at one place.
 *
 * @param place for people, such as {@code lane 0: committing}
 * @param since when it began
 */
public record Trouble(String place, Fault fault, Instant since) {}
