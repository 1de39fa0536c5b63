package io.kafkafetch.application.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.application.letter.Content;
import io.kafkafetch.application.letter.Failure;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterReason;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.LetterStates;
import io.kafkafetch.application.letter.Letters;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.RecordFault;
import io.kafkafetch.domain.login.Validation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of letters, records and a log, as far as a replay sees it. Each of its steps can be a run's last one, and between
 * two steps somebody else may do something. Not thread-safe.
 */
final class ReplayWorld {

    static final String INPUT = "user-login";
    private static final LoginEvent LOGIN = new LoginEvent("2.3.0", "RI", 0, "iOS");
    private static final Partition DEAD = new Partition("user-login-dlq", 0);

    /** The process is gone, without a word. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What happens at each step of a run. */
    interface Steps {
        Steps QUIET = () -> {};

        void step();
    }

    final List<Letter> letters = new ArrayList<>();
    final List<Replay> sent = new ArrayList<>();
    final Map<LetterId, Marker> log = new LinkedHashMap<>();
    final List<Marker> allMarkers = new ArrayList<>();
    private int epoch;

    /** A letter whose record is this text; {@code bad…} is no login, {@code lost…} cannot be had. */
    LetterId letter(String value, int replays) {
        LetterId id = new LetterId(DEAD, letters.size());
        letters.add(new Letter(
                id,
                Instant.EPOCH,
                new Failure(
                        Optional.of(new Origin(new Partition(INPUT, letters.size() % 3), letters.size())),
                        "",
                        List.of(new LetterReason("missing", "device_type")),
                        Instant.EPOCH,
                        "group",
                        replays,
                        Optional.empty()),
                new Content.Whole(new Original(null, value.getBytes(UTF_8), List.of()))));
        return id;
    }

    static Letters lettersOf(List<Letter> all, Steps steps) {
        return new Letters() {
            @Override
            public <E extends Exception> void read(LetterFilter filter, Taker<E> taker) throws E, InterruptedException {
                for (Letter letter : List.copyOf(all)) {
                    steps.step();
                    if (!taker.take(letter)) {
                        return;
                    }
                }
            }
        };
    }

    ReplayDecider decider(Rule... rules) {
        return new ReplayDecider(
                letter -> {
                    Original original = ((Content.Whole) letter.content()).original();
                    return text(original.value()).startsWith("lost")
                            ? new Originals.Found.Nothing("it is lost")
                            : new Originals.Found.Whole(original);
                },
                List.of(rules),
                Optional.of((value, headers) ->
                        text(value).startsWith("bad") ? Validation.undecodable(RecordFault.NOT_JSON) : LOGIN),
                INPUT,
                Optional.empty(),
                3);
    }

    static String text(byte @Nullable [] value) {
        return value == null ? "" : new String(value, UTF_8);
    }

    ReplayRun run(String name, ReplayLimits limits, Steps steps, ReplayDecider decider) {
        return new ReplayRun(
                lettersOf(letters, steps),
                LetterFilter.ALL.in(LetterState.OPEN),
                decider,
                outlet(steps),
                canary(steps, 0),
                limits,
                Pacing.NONE,
                name,
                "",
                () -> Instant.EPOCH);
    }

    Canary canary(Steps steps, long dead) {
        return new Canary() {
            @Override
            public void begin() {
                steps.step();
            }

            @Override
            public long deadAgain(Set<LetterId> letters, Map<Partition, Long> behind) {
                steps.step();
                return dead;
            }
        };
    }

    /** Records of a run's transaction become visible all at once, unless a newer run has begun. */
    ReplayOutlet outlet(Steps steps) {
        return new Outlet(steps, replay -> false);
    }

    ReplayOutlet outlet(Steps steps, Predicate<Replay> tooLarge) {
        return new Outlet(steps, tooLarge);
    }

    private final class Outlet implements ReplayOutlet {

        private final Steps steps;
        private final Predicate<Replay> tooLarge;
        private int mine;

        Outlet(Steps steps, Predicate<Replay> tooLarge) {
            this.steps = steps;
            this.tooLarge = tooLarge;
        }

        @Override
        public LetterStates open() {
            steps.step();
            mine = ++epoch;
            steps.step();
            LetterStates states = new LetterStates();
            log.forEach((letter, marker) -> states.put(letter, marker.state()));
            steps.step();
            return states;
        }

        @Override
        public Map<Partition, Long> commit(List<Replay> records, List<Marker> markers)
                throws RunEndedException.Fenced, TooLargeException {
            for (Replay record : records) {
                steps.step();
                if (tooLarge.test(record)) {
                    throw new TooLargeException(record.letter());
                }
            }
            for (int i = 0; i < markers.size(); i++) {
                steps.step();
            }
            if (mine != epoch) {
                throw new RunEndedException.Fenced();
            }
            sent.addAll(records);
            markers.forEach(marker -> log.put(marker.letter(), marker));
            allMarkers.addAll(markers);
            steps.step(); // the answer may be lost
            Map<Partition, Long> behind = new HashMap<>();
            records.forEach(record -> behind.merge(
                    new Partition(record.topic(), record.partition().orElse(0)), (long) sent.size(), Math::max));
            return behind;
        }

        @Override
        public void close() {}
    }
}
