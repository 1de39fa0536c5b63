package io.kafkafetch.bootstrap.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;

/** Every record is in a batch or is a dead letter. */
final class NothingLost implements Guarantee {

    @Override
    public void check(Feed feed, Published published) {
        feed.verdicts().forEach((partition, records) -> {
            BitSet found = new BitSet();
            published.batches(partition).forEach(batch -> found.set((int) batch.first(), (int) batch.last() + 1));
            published.deadLetters().stream()
                    .filter(letter -> letter.partition() == partition)
                    .forEach(letter -> found.set((int) letter.offset()));
            BitSet lost = new BitSet();
            lost.set(0, records.size());
            lost.andNot(found);
            assertThat(lost.stream().boxed().toList())
                    .as("offsets of partition %d in no batch and no dead letter", partition)
                    .isEmpty();
        });
    }
}
