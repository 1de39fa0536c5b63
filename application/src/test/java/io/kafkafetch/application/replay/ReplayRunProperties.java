package io.kafkafetch.application.replay;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.replay.ReplayWorld.Killed;
import io.kafkafetch.application.replay.ReplayWorld.Steps;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is killed and when, and whoever runs beside: a letter is sent at most once, and the log tells the truth. */
class ReplayRunProperties {

    private static final int NEVER = 1_000_000;

    /** What somebody does. */
    enum Act {
        REPLAY,
        PARK,
        DISCARD
    }

    /**
     * One command.
     *
     * @param killedAt the step that is its last
     * @param beside what somebody else does at which of its steps
     */
    record Command(Act act, int batch, OptionalInt canary, int killedAt, int besideAt, List<Command> beside) {}

    @Provide
    Arbitrary<List<Command>> commands() {
        return command(List.of())
                .list()
                .ofMaxSize(2)
                .flatMap(beside -> command(beside).list().ofMaxSize(6));
    }

    private static Arbitrary<Command> command(List<Command> beside) {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(6, Arbitraries.just(Act.REPLAY)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.of(Act.PARK, Act.DISCARD))),
                        Arbitraries.integers().between(1, 7),
                        Arbitraries.integers().between(1, 9).optional().map(ReplayRunProperties::toInt),
                        Arbitraries.oneOf(Arbitraries.integers().between(0, 90), Arbitraries.just(NEVER)),
                        Arbitraries.integers().between(0, 60))
                .as((act, batch, canary, killedAt, besideAt) ->
                        new Command(act, batch, canary, killedAt, besideAt, beside));
    }

    private static OptionalInt toInt(java.util.Optional<Integer> number) {
        return number.isPresent() ? OptionalInt.of(number.get()) : OptionalInt.empty();
    }

    @Provide
    Arbitrary<List<String>> values() {
        return Arbitraries.of("good", "good", "good", "bad", "lost")
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    @Property(tries = 2_000)
    void eachLetterIsSentAtMostOnceAndTheLogTellsTheTruth(
            @ForAll("values") List<String> values, @ForAll("commands") List<Command> commands) throws Exception {
        ReplayWorld world = new ReplayWorld();
        for (int i = 0; i < values.size(); i++) {
            world.letter(values.get(i) + i, i % 5);
        }

        for (Command command : commands) {
            perform(world, command);
            assertThatTheLogTellsTheTruth(world);
        }
        ReplayRun last = world.run("last", limits(3, OptionalInt.empty()), Steps.QUIET, world.decider());
        last.call();

        assertThatTheLogTellsTheTruth(world);
        assertThat(world.letters)
                .filteredOn(letter -> state(world, letter.id()) == LetterState.OPEN)
                .allMatch(letter ->
                        !text(letter).startsWith("good") && letter.failure().replays() < 3);
        assertThat(world.sent)
                .allMatch(replay -> ReplayWorld.text(replay.original().value()).startsWith("good"));
    }

    private static void perform(ReplayWorld world, Command command) throws InterruptedException {
        int[] step = {0};
        Steps steps = () -> {
            if (step[0] == command.besideAt()) {
                for (Command beside : command.beside()) {
                    try {
                        perform(world, beside);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }
            }
            if (step[0]++ == command.killedAt()) {
                throw new Killed();
            }
        };
        try {
            switch (command.act()) {
                case REPLAY ->
                    world.run("run", limits(command.batch(), command.canary()), steps, world.decider())
                            .call();
                case PARK -> mark(world, LetterState.PARKED, steps);
                case DISCARD -> mark(world, LetterState.DISCARDED, steps);
            }
        } catch (Killed | RunEndedException ended) {
            // as it must be able to
        }
    }

    private static void mark(ReplayWorld world, LetterState state, Steps steps)
            throws RunEndedException, InterruptedException {
        List<Letter> some = world.letters.stream()
                .filter(letter -> letter.id().offset() % 4 == 0)
                .toList();
        new Marking(
                        ReplayWorld.lettersOf(some, steps),
                        world.outlet(steps),
                        LetterFilter.ALL,
                        state,
                        1_000,
                        "run",
                        "because",
                        () -> Instant.EPOCH)
                .call();
    }

    private static void assertThatTheLogTellsTheTruth(ReplayWorld world) {
        Map<LetterId, Long> sent = world.sent.stream().collect(groupingBy(Replay::letter, counting()));
        assertThat(sent.values()).allMatch(times -> times == 1);
        assertThat(world.log.values().stream()
                        .filter(marker -> marker.state() == LetterState.REPLAYED)
                        .map(Marker::letter))
                .containsExactlyInAnyOrderElementsOf(sent.keySet());
        assertThat(world.allMarkers.stream()
                        .filter(marker -> marker.state() == LetterState.REPLAYED)
                        .map(Marker::letter))
                .as("a replayed letter stays so")
                .doesNotHaveDuplicates();
    }

    private static LetterState state(ReplayWorld world, LetterId letter) {
        Marker marker = world.log.get(letter);
        return marker == null ? LetterState.OPEN : marker.state();
    }

    private static String text(Letter letter) {
        return ReplayWorld.text(((io.kafkafetch.application.letter.Content.Whole) letter.content())
                .original()
                .value());
    }

    private static ReplayLimits limits(int batch, OptionalInt canary) {
        return new ReplayLimits(1_000, canary, 0.1, batch);
    }
}
