package io.kafkafetch.adapters.http.live.state;

import io.kafkafetch.application.trouble.Runbook;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What does not change while an instance runs.
 *
 * @param instance the instance's name
 * @param version of kafka-fetch
 * @param source {@code kafka}, {@code file} or {@code http}
 * @param sink {@code kafka}, {@code file} or {@code console}
 * @param group the consumer group
 * @param insights which insights are published, see {@link io.kafkafetch.domain.insight.ChosenMetrics#text}
 * @param rollups whether the API answers with totals over all partitions by time
 * @param batchSize accepted events a batch closes at
 * @param batchMaxAge how old a batch gets on a quiet topic
 * @param zone whose hours of the day are counted
 * @param runbook where it is written what to do about a trouble
 */
public record PipelineFacts(
        String instance,
        String version,
        Instant startedAt,
        String source,
        String sink,
        String group,
        String inputTopic,
        String outputTopic,
        String dlqTopic,
        String insights,
        boolean rollups,
        int batchSize,
        Duration batchMaxAge,
        ZoneId zone,
        Runbook runbook) {}
