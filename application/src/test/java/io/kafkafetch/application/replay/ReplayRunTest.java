package io.kafkafetch.application.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.LetterStates;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.replay.ReplayWorld.Steps;
import io.kafkafetch.domain.login.FieldFault;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.Validation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayRunTest {

    private static final ReplayLimits LIMITS = new ReplayLimits(1_000, OptionalInt.empty(), 0.1, 10);

    private final ReplayWorld world = new ReplayWorld();

    /** Changes bad records to good ones. */
    private static final Rule FIX = new Rule() {
        @Override
        public String text() {
            return "fix";
        }

        @Override
        public byte @Nullable [] apply(LetterId letter, byte @Nullable [] value, Predicate<String> isAtFault) {
            return ReplayWorld.text(value).startsWith("bad")
                    ? ReplayWorld.text(value).replace("bad", "good").getBytes(UTF_8)
                    : value;
        }
    };

    private ReplayBalance dryRun(Rule... rules) throws InterruptedException {
        LetterStates states = new LetterStates();
        world.log.forEach((letter, marker) -> states.put(letter, marker.state()));
        return new DryRun(
                        ReplayWorld.lettersOf(world.letters, Steps.QUIET),
                        LetterFilter.ALL.in(LetterState.OPEN),
                        world.decider(rules),
                        LIMITS)
                .of(states, new ReplayBalance());
    }

    @Test
    void aDryRunSaysWhatARunDoes() throws Exception {
        world.letter("good", 0);
        world.letter("bad", 1);
        world.letter("lost", 0);
        world.letter("good", 3);

        ReplayBalance before = dryRun(FIX);
        ReplayRun run = world.run("run", LIMITS, Steps.QUIET, world.decider(FIX));
        run.call();

        assertThat(before.accepted()).containsOnlyKeys("", "fix");
        assertThat(before.refused()).containsOnlyKeys("it is lost");
        assertThat(before.parked()).containsOnlyKeys("it was replayed 3 times before");
        assertThat(run.balance().accepted()).isEqualTo(before.accepted());
        assertThat(run.balance().refused()).isEqualTo(before.refused());
        assertThat(run.balance().parked()).isEqualTo(before.parked());
        assertThat(before.chosen()).isEqualTo(4);
        assertThat(world.sent).hasSize(2);
        assertThat(world.log.values())
                .extracting(Marker::state)
                .containsExactlyInAnyOrder(LetterState.REPLAYED, LetterState.REPLAYED, LetterState.PARKED);
    }

    @Test
    void whatWouldBeRejectedAgainIsNotSent() throws Exception {
        LetterId bad = world.letter("bad", 0);

        ReplayRun run = world.run("run", LIMITS, Steps.QUIET, world.decider());
        run.call();

        assertThat(run.balance().rejectedAgain()).containsOnlyKeys("not-json");
        assertThat(run.balance().rejectedAgain()).containsValue(new ReplayBalance.Kind(1, List.of(bad)));
        assertThat(world.sent).isEmpty();
        assertThat(world.log).isEmpty();
    }

    @Test
    void aReplayKnowsWhereItComesFromAndHowOften() throws Exception {
        LetterId letter = world.letter("bad", 1);

        world.run("run", LIMITS, Steps.QUIET, world.decider(FIX)).call();

        Replay replay = world.sent.getFirst();
        assertThat(replay.letter()).isEqualTo(letter);
        assertThat(replay.first()).isEqualTo(letter);
        assertThat(replay.count()).isEqualTo(2);
        assertThat(replay.partition()).hasValue(0);
        assertThat(replay.topic()).isEqualTo("user-login");
        assertThat(replay.rule()).isEqualTo("fix");
        assertThat(world.log.values()).extracting(Marker::rule).containsExactly("fix");
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "2, false", "10, false"})
    void aRunEndsWhereMoreOfItsFirstRecordsAreDeadThanAllowed(long dead, boolean goesOn) throws Exception {
        for (int i = 0; i < 25; i++) {
            world.letter("good", 0);
        }
        ReplayLimits limits = new ReplayLimits(1_000, OptionalInt.of(10), 0.1, 4);
        ReplayRun run = run(limits, dead, world.outlet(Steps.QUIET));

        if (goesOn) {
            run.call();
            assertThat(world.sent).hasSize(25);
        } else {
            assertThatThrownBy(run::call)
                    .isInstanceOf(RunEndedException.Stopped.class)
                    .hasMessageStartingWith(dead + " of the first 10 records are dead letters again");
            assertThat(world.sent).hasSize(10);
            assertThat(ReplayBalance.sum(run.balance().accepted())).isEqualTo(10);
        }
    }

    @Test
    void aRunOfFewerRecordsThanTheCanaryIsLookedAtToo() {
        world.letter("good", 0);
        ReplayLimits limits = new ReplayLimits(1_000, OptionalInt.of(10), 0.1, 4);

        assertThatThrownBy(run(limits, 1, world.outlet(Steps.QUIET))::call)
                .isInstanceOf(RunEndedException.Stopped.class);
    }

    @Test
    void aRecordThatIsTooLargeIsRefusedAndAllOthersAreSent() throws Exception {
        List<LetterId> letters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            letters.add(world.letter("good", 0));
        }
        ReplayRun run = run(
                LIMITS, 0, world.outlet(Steps.QUIET, replay -> replay.letter().equals(letters.get(2))));

        run.call();

        assertThat(world.sent)
                .extracting(Replay::letter)
                .doesNotContain(letters.get(2))
                .hasSize(4);
        assertThat(run.balance().refused()).containsOnlyKeys("their records are larger than the topic takes");
        assertThat(world.log).doesNotContainKey(letters.get(2));
    }

    @Test
    void theBoundOfLettersIsKept() throws Exception {
        for (int i = 0; i < 25; i++) {
            world.letter("good", 0);
        }

        run(new ReplayLimits(7, OptionalInt.empty(), 0, 4), 0, world.outlet(Steps.QUIET))
                .call();

        assertThat(world.sent).hasSize(7);
    }

    @Test
    void aRecordThatWouldBeSkippedIsNotSent() throws Exception {
        world.letter("good", 0);
        ReplayDecider here = world.decider();
        Judge skipping = (value, headers) -> new Validation.Skipped("/eventType");
        ReplayDecider decider = new ReplayDecider(
                here.originals(), here.rules(), Optional.of(skipping), "user-login", Optional.empty(), 3);

        assertThat(decider.decide(world.letters.getFirst()))
                .isEqualTo(new Decision.Refuse("the service would skip them: by /eventType they are no logins"));
    }

    @Test
    void aLetterOfAnotherTopicIsRefusedUnlessItIsSaidWhereItGoes() throws Exception {
        world.letter("good", 0);
        ReplayDecider here = world.decider();
        ReplayDecider elsewhere =
                new ReplayDecider(here.originals(), here.rules(), here.judge(), "another", Optional.empty(), 3);
        ReplayDecider to =
                new ReplayDecider(here.originals(), here.rules(), here.judge(), "another", Optional.of("there"), 3);

        assertThat(elsewhere.decide(world.letters.getFirst()))
                .isEqualTo(new Decision.Refuse("they are from user-login, not from another: --to says where to"));
        assertThat(to.decide(world.letters.getFirst()))
                .isInstanceOfSatisfying(
                        Decision.Send.class,
                        send -> assertThat(send.replay().topic()).isEqualTo("there"));
    }

    /** A record may fail for another reason: its good fields are nobody's to change. */
    @Test
    void eachRuleSeesTheFaultsThatTheOneBeforeLeft() throws Exception {
        world.letter("first", 0);
        List<String> atFault = new ArrayList<>();
        ReplayDecider decider = new ReplayDecider(
                world.decider().originals(),
                List.of(noting("second", atFault), noting("third", atFault), noting("fourth", atFault)),
                Optional.of((value, headers) -> switch (ReplayWorld.text(value)) {
                    case "first" -> rejected(LoginField.IP, LoginField.TIMESTAMP);
                    case "second" -> rejected(LoginField.TIMESTAMP);
                    default -> new LoginEvent("2.3.0", "RI", 0, "iOS");
                }),
                "user-login",
                Optional.empty(),
                3);

        Decision decision = decider.decide(world.letters.getFirst());

        assertThat(atFault).containsExactly("ip timestamp", "timestamp", "");
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Send.class,
                        send -> assertThat(send.replay().rule()).isEqualTo("to second, to third, to fourth"));
    }

    private static Validation rejected(LoginField... fields) {
        return new Validation.Rejected(Arrays.stream(fields)
                .<Reason>map(field -> new Reason.OfField(field, FieldFault.BLANK))
                .toList());
    }

    /** Changes any value to this one, and notes which fields are at fault. */
    private static Rule noting(String value, List<String> atFault) {
        return new Rule() {
            @Override
            public String text() {
                return "to " + value;
            }

            @Override
            public byte[] apply(LetterId letter, byte @Nullable [] before, Predicate<String> isAtFault) {
                atFault.add(Arrays.stream(LoginField.values())
                        .map(LoginField::wireName)
                        .filter(isAtFault)
                        .collect(Collectors.joining(" ")));
                return value.getBytes(UTF_8);
            }
        };
    }

    @Test
    void aReplayedLetterIsNeitherParkedNorDiscarded() throws Exception {
        LetterId replayed = world.letter("good", 0);
        world.run("run", LIMITS, Steps.QUIET, world.decider()).call();
        LetterId open = world.letter("bad", 0);

        Marking.Result result = new Marking(
                        ReplayWorld.lettersOf(world.letters, Steps.QUIET),
                        world.outlet(Steps.QUIET),
                        LetterFilter.ALL,
                        LetterState.DISCARDED,
                        1_000,
                        "run",
                        "nobody needs it",
                        () -> Instant.EPOCH)
                .call();

        assertThat(result.marked()).isOne();
        assertThat(result.unchanged()).containsOnlyKeys(LetterState.REPLAYED);
        assertThat(world.log.values())
                .extracting(Marker::letter, Marker::state, Marker::because)
                .containsExactly(
                        tuple(replayed, LetterState.REPLAYED, ""),
                        tuple(open, LetterState.DISCARDED, "nobody needs it"));
    }

    private ReplayRun run(ReplayLimits limits, long dead, ReplayOutlet outlet) {
        return new ReplayRun(
                ReplayWorld.lettersOf(world.letters, Steps.QUIET),
                LetterFilter.ALL.in(LetterState.OPEN),
                world.decider(),
                outlet,
                world.canary(Steps.QUIET, dead),
                limits,
                Pacing.NONE,
                "run",
                "",
                () -> Instant.EPOCH);
    }
}
