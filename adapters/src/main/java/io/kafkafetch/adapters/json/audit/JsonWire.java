package io.kafkafetch.adapters.json.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.json.BatchFields;
import io.kafkafetch.adapters.json.InsightDecoder;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.adapters.json.rollup.TallyEncoder;
import io.kafkafetch.application.audit.evidence.Difference;
import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.audit.evidence.Wire;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.rollup.ByTime;
import io.kafkafetch.domain.rollup.Timeline;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTally;
import io.kafkafetch.domain.users.UniqueUsers;
import io.kafkafetch.domain.users.UserKey;
import io.kafkafetch.domain.users.UserSketch;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is published as JSON, by the encoders of the service. Dead letters are compared by whoever knows how they are written.
 * Thread-safe.
 */
public final class JsonWire implements Wire {

    private static final String PEAK_HOUR = Metric.Running.PEAK_HOUR.wireName();

    private final Rules rules;
    private final Optional<UserKey> users;
    private final Optional<String> keyId;
    private final LetterComparison letters;
    private final InsightEncoder insights = new InsightEncoder();
    private final InsightDecoder decoder = new InsightDecoder();

    /** How a dead letter differs from what it should be, see {@link Wire#letter}. Thread-safe. */
    @FunctionalInterface
    public interface LetterComparison {

        /** The first difference; empty where both are the same, but for times and traces. */
        Optional<Difference> difference(DeadLetter expected, String life, Original there);
    }

    /**
     * What is published by these rules. Where the key of users is not known, users are not compared.
     */
    public JsonWire(Rules rules, LetterComparison letters) {
        this.rules = rules;
        this.users = rules.users();
        this.keyId = users.map(key -> key.builder().sketch().keyId());
        this.letters = letters;
    }

    @Override
    public List<Written> insights(BatchOutcome outcome) {
        BatchFields fields = BatchFields.of(outcome.batch());
        List<Written> written = new ArrayList<>(outcome.insights().size());
        for (Insight insight : outcome.insights()) {
            written.add(new Written(new String(insights.key(insight), UTF_8), insights.value(insight, fields)));
        }
        return written;
    }

    @Override
    public boolean isRunning(String key) {
        return key.equals(PEAK_HOUR);
    }

    @Override
    public Optional<Difference> insight(byte[] expected, byte[] there) {
        return JsonDifference.of(expected, there);
    }

    @Override
    public Optional<Difference> letter(DeadLetter expected, String life, Original there) {
        return letters.difference(expected, life, there);
    }

    @Override
    public ByTime times() {
        return new ByTime(Tally.DETAIL, users);
    }

    /** {@inheritDoc} Users are compared only where they were hashed with the key that is known. */
    @Override
    public Optional<Difference> tally(Tally expected, Manifest there) {
        TallyEncoder encoder = new TallyEncoder(
                new Rules(rules.group(), there.clock(), rules.format().with(there.policy()), users, there.insights()));
        if (there.tally().isEmpty() || hasSameUsers(there)) {
            return difference(encoder.values(expected), there.written());
        }
        return difference(
                encoder.values(withoutUsers(expected)),
                encoder.values(withoutUsers(there.tally().get())));
    }

    /** Whether the users in this tally can be counted again. */
    public boolean hasSameUsers(Manifest manifest) {
        return manifest.tally().stream()
                .flatMap(tally -> Stream.concat(
                        tally.timeline().windows().values().stream(),
                        Stream.of(tally.timeline().older())))
                .filter(window -> window.logins() > 0)
                .allMatch(window -> hasSameUsers(window.users(), window.logins()));
    }

    private boolean hasSameUsers(UniqueUsers there, long logins) {
        if (users.isPresent() && mayLackUsers() && there.logins() < logins) {
            return there.logins() == 0 || there.sketch().map(UserSketch::keyId).equals(keyId);
        }
        return there.logins() == (users.isPresent() ? logins : 0)
                && there.sketch().map(UserSketch::keyId).equals(keyId);
    }

    /** By a mapping a login may have no user. */
    private boolean mayLackUsers() {
        return rules.format()
                .mapping()
                .map(mapping -> mapping.rule(LoginField.USER_ID))
                .filter(user -> !user.required() && user.otherwise().isEmpty())
                .isPresent();
    }

    private static Optional<Difference> difference(List<byte[]> expected, List<byte[]> there) {
        if (expected.size() != there.size()) {
            return Optional.of(
                    new Difference("parts", Integer.toString(expected.size()), Integer.toString(there.size())));
        }
        for (int part = 0; part < expected.size(); part++) {
            Optional<Difference> difference = JsonDifference.of(expected.get(part), there.get(part));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Tally withoutUsers(Tally tally) {
        Timeline timeline = tally.timeline();
        SortedMap<Window, WindowTally> windows = new TreeMap<>(timeline.windows());
        windows.replaceAll((window, counted) -> withoutUsers(counted));
        return new Tally(
                tally.partition(),
                tally.life(),
                tally.batches(),
                tally.before(),
                new Timeline(timeline.clock(), timeline.detail(), windows, withoutUsers(timeline.older())),
                tally.rejected());
    }

    private static WindowTally withoutUsers(WindowTally counted) {
        return new WindowTally(counted.hours(), counted::by, UniqueUsers.NONE);
    }

    /** {@inheritDoc} A batch with logins has one peak hour, and each login has a name of each ranked metric. */
    @Override
    public boolean isWhole(List<byte[]> values, ChosenMetrics chosen) {
        long peaks = 0;
        long events = 0;
        Map<Metric.Ranked, Long> counts = new EnumMap<>(Metric.Ranked.class);
        for (byte[] value : values) {
            Optional<PublishedInsight> published = decoder.decode(value);
            events = published.map(PublishedInsight::events).orElse(events);
            switch (published.map(PublishedInsight::insight).orElse(null)) {
                case null -> {}
                case Insight.PeakHour peak -> peaks++;
                case Insight.Ranked ranked -> counts.merge(ranked.metric(), ranked.count(), Long::sum);
            }
        }
        long logins = events;
        return logins > 0
                && !chosen.isNone()
                && (peaks > 0 || !chosen.has(Metric.Running.PEAK_HOUR))
                && chosen.ranked().stream().allMatch(metric -> counts.getOrDefault(metric, 0L) >= logins);
    }
}
