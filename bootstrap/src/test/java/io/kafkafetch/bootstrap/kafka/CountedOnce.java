package io.kafkafetch.bootstrap.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.Validation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * No login is in two batches, no record is two dead letters, and each batch holds just the logins of its offsets. A
 * partition's batches are published in order.
 */
final class CountedOnce implements Guarantee {

    @Override
    public void check(Feed feed, Published published) {
        feed.verdicts().forEach((partition, records) -> {
            long next = 0;
            for (Published.Batch batch : published.batches(partition)) {
                assertThat(batch.first())
                        .as("first offset of a batch of partition %d", partition)
                        .isGreaterThanOrEqualTo(next);
                next = batch.last() + 1;
                checkOnce(batch, records.subList((int) batch.first(), (int) batch.last() + 1));
            }
        });
        checkDeadLetters(feed, published);
    }

    private static void checkOnce(Published.Batch batch, List<Validation> records) {
        long accepted = records.stream().filter(LoginEvent.class::isInstance).count();
        assertThat(batch.events()).as("events of %s", batch).isEqualTo(accepted);
        assertThat(batch.rejected()).as("rejected of %s", batch).isEqualTo(records.size() - (int) accepted);
        assertThat(batch.insights().stream().filter(insight -> insight.insight() instanceof Insight.PeakHour))
                .as("peak hours of one batch")
                .hasSize(1);
    }

    private static void checkDeadLetters(Feed feed, Published published) {
        Set<List<Long>> origins = new HashSet<>();
        for (Published.DeadLetterRecord letter : published.deadLetters()) {
            assertThat(origins.add(List.of((long) letter.partition(), letter.offset())))
                    .as("dead letter of %d at %d is the first", letter.partition(), letter.offset())
                    .isTrue();
            assertThat(feed.verdicts()
                            .getOrDefault(letter.partition(), List.of())
                            .get((int) letter.offset()))
                    .as("verdict on the dead letter's record")
                    .isInstanceOf(Validation.Rejected.class);
        }
    }
}
