package io.kafkafetch.adapters.kafka.budget;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class MemoryBudgetProperties {

    private static final long MEGA = 1 << 20;

    /** A record that passed each bound on top, and twice the bytes for what G1 wastes. */
    @Property
    void whatAllLanesHoldFitsTheHeapUnlessItSaysThatItDoesNot(
            @ForAll @LongRange(min = 96, max = 65_536) long heap, @ForAll @IntRange(min = 1, max = 64) int lanes) {
        MemoryBudget budget = MemoryBudget.of(heap * MEGA, lanes);

        long fetched = 2 * (budget.fetchBytes() + MEGA);
        long polled = budget.pollBytes() + MEGA;
        long open = budget.deadLetterBytes() + MEGA;
        long waiting = budget.deadLetterBytes() / 2 + open;
        long sent = open;
        long lane = fetched + polled + open + waiting + sent;

        if (budget.shortage().isEmpty()) {
            assertThat(48 * MEGA + 2L * lanes * lane).isLessThanOrEqualTo(heap * MEGA * 17 / 16);
        }
    }

    @Property
    void moreHeapIsNeverLessRoom(
            @ForAll @LongRange(max = 4_096) long heap,
            @ForAll @LongRange(max = 4_096) long more,
            @ForAll @IntRange(min = 1, max = 64) int lanes) {
        MemoryBudget small = MemoryBudget.of(heap * MEGA, lanes);
        MemoryBudget large = MemoryBudget.of((heap + more) * MEGA, lanes);

        assertThat(large.deadLetterBytes()).isGreaterThanOrEqualTo(small.deadLetterBytes());
        assertThat(large.pollBytes()).isGreaterThanOrEqualTo(small.pollBytes());
        assertThat(large.pollRecords()).isGreaterThanOrEqualTo(small.pollRecords());
        assertThat(large.fetchBytes()).isGreaterThanOrEqualTo(small.fetchBytes());
        assertThat(large.partitionFetchBytes()).isGreaterThanOrEqualTo(small.partitionFetchBytes());
    }

    /** The values that the benchmarks were made with. */
    @Example
    void aRoomyHeapBoundsNothingMoreThanItMust() {
        assertThat(MemoryBudget.of(2_048 * MEGA, 1))
                .isEqualTo(new MemoryBudget(2_048 * MEGA, 1, 32 << 20, 64 << 20, 20_000, 8 << 20, 4 << 20));
    }

    @Example
    void aHeapOf96MegabytesIsEnoughForALaneAndTooSmallForFour() {
        assertThat(MemoryBudget.of(96 * MEGA, 1).shortage()).isEmpty();
        assertThat(MemoryBudget.of(96 * MEGA, 4).shortage())
                .hasValue("A heap of 96 MB may be too small for records of 1 MB and CONSUMER_THREADS=4: give it 240 MB"
                        + " (-Xmx240m), or fewer threads");
        assertThat(MemoryBudget.of(64 * MEGA, 1).shortage())
                .hasValue("A heap of 64 MB may be too small for records of 1 MB and one consumer: give it 96 MB"
                        + " (-Xmx96m)");
    }
}
