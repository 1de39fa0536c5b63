package io.kafkafetch.bootstrap.verify;

import io.kafkafetch.adapters.json.audit.BatchNames;
import io.kafkafetch.application.audit.Selection;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.bootstrap.given.Times;
import io.kafkafetch.bootstrap.process.UserError;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which commits are verified, as options. */
final class SelectionOptions {

    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Only what was published since then: 90s, 30m, 24h or 7d ago, 2026-01-05 or 2026-01-05T08:00:00Z, in UTC.")
    private @Nullable String since;

    @Option(names = "--from", paramLabel = "OFFSET", description = "Only from this offset of the --partition on.")
    private @Nullable Long from;

    @Option(names = "--partition", paramLabel = "NUMBER", description = "Only this partition of INPUT_TOPIC.")
    private @Nullable Integer partition;

    @Option(
            names = "--batch",
            paramLabel = "NAME",
            description = "Only the commit that has this batch, such as user-login-0@0-54.")
    private @Nullable String batch;

    @Option(
            names = "--sample",
            paramLabel = "PERCENT",
            description = "Recounts so many of the commits, the same ones each time, and believes the others (100%%).")
    private @Nullable String sample;

    /**
     * What they say.
     *
     * @param stream the input topic
     * @throws UserError if they cannot be used
     */
    Selection selection(String stream, InstantSource clock) {
        boolean isFrom = from != null || partition != null;
        if (Stream.of(since != null, isFrom, batch != null)
                        .filter(given -> given)
                        .count()
                > 1) {
            throw wrong("--since, --from with --partition, and --batch exclude each other: give one of them");
        }
        return new Selection(
                Optional.ofNullable(since).map(text -> Times.past("--since", text, clock)),
                origin(stream),
                Optional.ofNullable(batch).map(name -> batch(stream, name)),
                share());
    }

    private Optional<Origin> origin(String stream) {
        if (from != null && partition == null) {
            throw wrong("--from needs --partition: offsets are counted in each partition");
        }
        if (partition == null) {
            return Optional.empty();
        }
        long offset = from == null ? 0 : from;
        if (partition < 0 || offset < 0) {
            throw wrong("--from and --partition are numbers from 0 on");
        }
        return Optional.of(new Origin(new Partition(stream, partition), offset));
    }

    private static Selection.Batch batch(String stream, String name) {
        return new BatchNames(stream)
                .parse(name)
                .map(found -> new Selection.Batch(found.partition(), found.first(), found.last()))
                .orElseThrow(() ->
                        unusable("--batch", name, "the name of a batch of INPUT_TOPIC, such as " + stream + "-0@0-54"));
    }

    private double share() {
        if (sample == null) {
            return 1;
        }
        String number = sample.endsWith("%") ? sample.substring(0, sample.length() - 1) : sample;
        BigDecimal percent = number.matches("[0-9]{1,3}([.][0-9]{1,6})?") ? new BigDecimal(number) : BigDecimal.ZERO;
        if (percent.signum() <= 0 || percent.compareTo(ALL) > 0) {
            throw unusable("--sample", sample, "a percentage above 0 and up to 100, such as 1%");
        }
        return percent.doubleValue() / ALL.doubleValue();
    }

    private static UserError unusable(String option, String given, String expected) {
        return wrong(option + "=" + given + " cannot be used: expected " + expected);
    }

    private static UserError wrong(String message) {
        return new UserError(UserError.USAGE, message);
    }
}
