package io.kafkafetch.application.letter.census;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.record.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class LetterCensusProperties {

    private static final String TOPIC = "user-login-dlq";
    private static final Instant FIRST = Instant.parse("2026-01-05T09:00:00Z");

    /** What may happen to a letter. */
    sealed interface Step {
        record Published(LetterId letter) implements Step {}

        record Marked(LetterId letter, LetterState state) implements Step {}

        record Deleted(LetterId before) implements Step {}
    }

    private static LetterId letter(int partition, long offset) {
        return new LetterId(new Partition(TOPIC, partition), offset);
    }

    /** A topic's clock runs on with its offsets. */
    private static Instant published(LetterId letter) {
        return FIRST.plusSeconds(letter.offset() * 7 + letter.partition().number());
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return steps(LetterState.values());
    }

    /** Of letters that are never opened again. */
    @Provide
    Arbitrary<List<Step>> forwards() {
        return steps(LetterState.REPLAYED, LetterState.PARKED, LetterState.DISCARDED);
    }

    private static Arbitrary<List<Step>> steps(LetterState... states) {
        Arbitrary<LetterId> letter = Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.oneOf(
                                Arbitraries.longs().between(0, 20),
                                Arbitraries.longs().between(500, 520),
                                Arbitraries.longs().between(0, 2_000)))
                .as(LetterCensusProperties::letter);
        Arbitrary<Step> published = letter.map(Step.Published::new);
        Arbitrary<Step> marked =
                Combinators.combine(letter, Arbitraries.of(states)).as(Step.Marked::new);
        Arbitrary<Step> deleted = letter.map(Step.Deleted::new);
        return Arbitraries.frequencyOf(Tuple.of(12, published), Tuple.of(8, marked), Tuple.of(1, deleted))
                .list()
                .ofMaxSize(200);
    }

    /** The same in sets. */
    private static final class Model {
        private final Set<LetterId> letters = new HashSet<>();
        private final Map<LetterId, LetterState> states = new HashMap<>();
        private final Map<Integer, Long> beginnings = new HashMap<>();

        void take(Step step, LetterCensus census) {
            switch (step) {
                case Step.Published published -> {
                    letters.add(published.letter());
                    census.letter(published.letter(), published(published.letter()));
                }
                case Step.Marked marked -> {
                    states.put(marked.letter(), marked.state());
                    census.mark(marked.letter(), marked.state());
                }
                case Step.Deleted deleted -> {
                    LetterId before = deleted.before();
                    long begin = beginnings.merge(before.partition().number(), before.offset(), Long::max);
                    census.beginsAt(before.partition(), begin);
                }
            }
        }

        private boolean isThere(LetterId letter) {
            return letter.offset() >= beginnings.getOrDefault(letter.partition().number(), 0L);
        }

        long in(LetterState state) {
            return letters.stream()
                    .filter(letter -> isThere(letter) && states.getOrDefault(letter, LetterState.OPEN) == state)
                    .count();
        }

        Optional<Instant> oldestOpen() {
            return letters.stream()
                    .filter(letter -> isThere(letter) && !states.containsKey(letter))
                    .map(LetterCensusProperties::published)
                    .min(Instant::compareTo);
        }
    }

    private static LetterCensus census() {
        LetterCensus census = new LetterCensus();
        census.begin();
        return census;
    }

    @Property
    void eachLetterThatIsThereCountsOnceUnderWhatBecameOfItInWhateverOrderThatIsRead(
            @ForAll("steps") List<Step> steps) {
        LetterCensus census = census();
        Model model = new Model();
        steps.forEach(step -> model.take(step, census));
        census.known();

        assertThat(census.counts()).hasValueSatisfying(counts -> {
            assertThat(counts.open()).isEqualTo(model.in(LetterState.OPEN));
            assertThat(counts.replayed()).isEqualTo(model.in(LetterState.REPLAYED));
            assertThat(counts.parked()).isEqualTo(model.in(LetterState.PARKED));
            assertThat(counts.discarded()).isEqualTo(model.in(LetterState.DISCARDED));
        });
        assertThat(model.letters)
                .filteredOn(model::isThere)
                .allSatisfy(letter -> assertThat(census.stateOf(letter))
                        .contains(model.states.getOrDefault(letter, LetterState.OPEN)));
    }

    @Property
    void theOldestOpenLetterIsThatOfItsTopic(@ForAll("forwards") List<Step> steps) {
        LetterCensus census = census();
        Model model = new Model();
        steps.forEach(step -> model.take(step, census));
        census.known();

        assertThat(census.counts().orElseThrow().oldestOpen()).isEqualTo(model.oldestOpen());
    }

    @Example
    void aLetterThatIsOpenedAgainIsAtLeastAsOldAsItIs() {
        LetterCensus census = census();
        census.letter(letter(0, 3), FIRST);
        census.letter(letter(0, 4), FIRST.plusSeconds(60));
        census.mark(letter(0, 3), LetterState.PARKED);
        census.mark(letter(0, 4), LetterState.PARKED);
        census.mark(letter(0, 4), LetterState.OPEN);
        census.known();

        assertThat(census.counts()).contains(new LetterCounts(1, 0, 1, 0, Optional.of(FIRST)));
    }

    @Example
    void nothingIsKnownBeforeAllIsReadAndWhileNobodyReads() {
        LetterCensus census = census();
        census.letter(letter(0, 3), FIRST);
        assertThat(census.counts()).isEmpty();
        assertThat(census.stateOf(letter(0, 3))).isEmpty();
        census.known();
        census.kept(Optional.of(Duration.ofDays(7)));
        assertThat(census.counts()).isPresent();
        census.unknown();
        assertThat(census.counts()).isEmpty();
        census.begin();
        census.known();
        assertThat(census.counts()).contains(new LetterCounts(0, 0, 0, 0, Optional.empty()));
        assertThat(census.retention()).isEmpty();
    }

    @Example
    void beyondItsBoundsItKeepsFewerTimesAndThenNothing() {
        LetterCensus census = census();
        for (int page = 0; page < LetterCensus.MOST_PAGES; page++) {
            for (int offset : Arrays.asList(0, 1)) {
                LetterId letter = letter(0, (long) page * CensusPage.OFFSETS + offset);
                census.letter(letter, published(letter));
            }
        }
        census.known();
        assertThat(census.counts().map(LetterCounts::open)).contains(2L * LetterCensus.MOST_PAGES);

        long untimed = (long) (LetterCensus.MOST_PAGES - 1) * CensusPage.OFFSETS;
        for (long offset = 0; offset <= untimed; offset++) {
            if (offset % CensusPage.OFFSETS < 2) {
                census.mark(letter(0, offset), LetterState.REPLAYED);
            }
        }
        assertThat(census.counts().orElseThrow().open()).isEqualTo(1);
        assertThat(census.counts().orElseThrow().oldestOpen())
                .as("its page's oldest letter stands for it")
                .contains(published(letter(0, untimed)));

        census.letter(letter(1, 7), FIRST);
        assertThat(census.isFull()).isTrue();
        assertThat(census.counts()).isEmpty();
    }
}
