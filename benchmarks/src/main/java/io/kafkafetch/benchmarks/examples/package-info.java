/**
 * The domain inside somebody else's engine: logins are counted by the hour they happened in, by Kafka Streams and by Flink,
 * as docs/SCALE.md shows. Bytes of logins enter, a {@link io.kafkafetch.domain.insight.LoginTally} for each hour leaves.
 * Each example is made to be copied; nothing here depends on the other benchmarks.
 */
@NullMarked
package io.kafkafetch.benchmarks.examples;

import org.jspecify.annotations.NullMarked;
