package io.kafkafetch.application.letter;

import java.time.Instant;

/**
 * A dead letter that was published.
 *
 * @param published when, by the topic
 * @param content what it holds of the record
 */
public record Letter(LetterId id, Instant published, Failure failure, Content content) {}
