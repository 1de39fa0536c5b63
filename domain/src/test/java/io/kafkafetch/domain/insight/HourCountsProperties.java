package io.kafkafetch.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HourCountsProperties extends CommutativeMonoidLaws<HourCounts> {

    @Override
    public HourCounts empty() {
        return HourCounts.EMPTY;
    }

    @Override
    public HourCounts plus(HourCounts left, HourCounts right) {
        return left.plus(right);
    }

    /** Small counts, so that hours tie, and great ones, of which three add up without overflow. */
    @Provide
    @Override
    public Arbitrary<HourCounts> values() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(0, 2),
                        Arbitraries.longs().between(0, Long.MAX_VALUE / (3 * HourCounts.HOURS)))
                .array(long[].class)
                .ofSize(HourCounts.HOURS)
                .map(HourCounts::of)
                .withoutEdgeCases();
    }

    @Property
    void plusAddsEveryHourAndSoTheTotal(@ForAll("values") HourCounts a, @ForAll("values") HourCounts b) {
        HourCounts sum = a.plus(b);

        for (int hour = 0; hour < 24; hour++) {
            assertThat(sum.at(hour)).isEqualTo(a.at(hour) + b.at(hour));
        }
        assertThat(sum.total()).isEqualTo(a.total() + b.total());
    }

    @Property
    void thePeakIsATrueMaximumAndTheEarliestOfEquals(@ForAll("values") HourCounts counts) {
        long most = counts.stream().max().orElseThrow();

        if (most == 0) {
            assertThat(counts.peak()).isEmpty();
        } else {
            int earliest = IntStream.range(0, 24)
                    .filter(hour -> counts.at(hour) == most)
                    .findFirst()
                    .orElseThrow();
            assertThat(counts.peak()).contains(new Insight.PeakHour(earliest, most));
        }
    }

    @Property
    void countsAreEqualIfAndOnlyIfEveryHourIs(@ForAll("values") HourCounts a, @ForAll("values") HourCounts b) {
        assertThat(a.equals(b))
                .isEqualTo(a.stream().boxed().toList().equals(b.stream().boxed().toList()));
        assertThat(HourCounts.of(a.stream().toArray())).isEqualTo(a);
    }
}
