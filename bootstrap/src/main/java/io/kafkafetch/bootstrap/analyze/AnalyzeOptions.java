package io.kafkafetch.bootstrap.analyze;

import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.users.SecretUserKey;
import io.kafkafetch.bootstrap.analyze.AnalyzeSettings.Format;
import io.kafkafetch.bootstrap.config.Mappings;
import io.kafkafetch.bootstrap.process.FileName;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.settings.ByteCount;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.users.UserKey;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the texts of the options of {@code analyze} mean; a text that means nothing is an error in one line. */
final class AnalyzeOptions {

    private static final int MAX_BATCH_SIZE = 1_000_000;
    private static final int MIN_LINE = 1 << 10;
    private static final int MAX_LINE = 64 << 20;

    private AnalyzeOptions() {}

    /** Empty for batches. */
    static Optional<Resolution> by(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(given -> Arrays.stream(Resolution.values())
                        .filter(resolution -> resolution.name().equalsIgnoreCase(given))
                        .findFirst()
                        .orElseThrow(() -> unusable("--by", given, "minute, hour or day")));
    }

    /** The key that users are hashed with; nobody learns it. */
    static Optional<UserKey> users(boolean wanted, boolean areShown) {
        if (wanted && !areShown) {
            throw new UserError(
                    UserError.USAGE,
                    "--unique-users cannot be used: insights of batches have no users; give --by, or --format table");
        }
        return wanted ? Optional.of(SecretUserKey.random()) : Optional.empty();
    }

    /** The size of batches; empty for {@code all}. */
    static OptionalInt batchSize(String text) {
        if (text.equalsIgnoreCase("all")) {
            return OptionalInt.empty();
        }
        int size = text.matches("\\d{1,7}") ? Integer.parseInt(text) : 0;
        String expected = "a whole number from 1 to " + MAX_BATCH_SIZE + ", or all";
        return OptionalInt.of((int) within("--batch-size", text, size, 1, MAX_BATCH_SIZE, expected));
    }

    static HourOfDay zone(String text) {
        try {
            return new HourOfDay(ZoneId.of(text));
        } catch (DateTimeException unknown) {
            throw unusable("--zone", text, "a time zone such as UTC, Europe/Berlin or +02:00");
        }
    }

    static LoginFormat loginFormat(String missingDeviceType, @Nullable String mapping) {
        return new LoginFormat(
                missingDeviceType(missingDeviceType),
                Optional.ofNullable(mapping).map(given -> Mappings.of("--mapping", given)));
    }

    private static MissingDeviceType missingDeviceType(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "dead-letter" -> MissingDeviceType.DEAD_LETTER;
            case "unknown" -> MissingDeviceType.UNKNOWN;
            default -> throw unusable("--missing-device-type", text, "dead-letter or unknown");
        };
    }

    static Format format(@Nullable String text, boolean onTerminal) {
        if (text == null) {
            return onTerminal ? Format.TABLE : Format.JSONL;
        }
        return Arrays.stream(Format.values())
                .filter(format -> format.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> unusable("--format", text, "table, jsonl, json or csv"));
    }

    static boolean csvSafe(boolean wanted, Format format) {
        if (wanted && format != Format.CSV) {
            throw new UserError(UserError.USAGE, "--csv-safe cannot be used: it needs --format csv");
        }
        return wanted;
    }

    /** The metrics of these names; of no names all metrics. */
    static Set<Metric> metrics(List<String> names) {
        Set<Metric> metrics = names.stream().map(AnalyzeOptions::metric).collect(Collectors.toSet());
        return metrics.isEmpty() ? Set.copyOf(Metric.ALL) : metrics;
    }

    private static Metric metric(String name) {
        return Metric.of(name.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> unusable("--only", name, "one of " + String.join(", ", new MetricNames())));
    }

    static OptionalInt top(@Nullable Integer top) {
        return top == null
                ? OptionalInt.empty()
                : OptionalInt.of((int) within("--top", top, top, 1, Integer.MAX_VALUE, "1 or more"));
    }

    /** Where rejects go, which is none of the inputs: it is emptied before they are read. */
    static Optional<Path> rejects(@Nullable String file, List<AnalyzeInput> inputs) {
        if (file == null) {
            return Optional.empty();
        }
        if (file.equals("-")) {
            throw unusable("--rejects", file, "a file: standard output holds the insights");
        }
        Path path = FileName.of("--rejects", file);
        if (inputs.stream().anyMatch(input -> input.isSameFileAs(path))) {
            throw unusable("--rejects", file, "a file that is not an input: it is overwritten");
        }
        return Optional.of(path);
    }

    static void requireReadOnce(List<AnalyzeInput> inputs) {
        if (inputs.stream().filter(AnalyzeInput::isStandardInput).count() > 1) {
            throw new UserError(UserError.USAGE, "standard input (-) can be read only once");
        }
    }

    static int maxLine(String text) {
        long bytes = ByteCount.of(text).orElse(0L);
        return (int) within("--max-line", text, bytes, MIN_LINE, MAX_LINE, "a size from 1KB to 64MB");
    }

    static String stream(String name) {
        if (!name.matches("[a-zA-Z0-9._-]{1,249}")) {
            throw unusable("--stream", name, "a name: letters, digits, '.', '_' and '-', at most 249");
        }
        return name;
    }

    private static long within(String option, Object given, long value, long least, long most, String expected) {
        if (value < least || value > most) {
            throw unusable(option, given, expected);
        }
        return value;
    }

    private static UserError unusable(String option, Object given, String expected) {
        return new UserError(UserError.USAGE, option + "=" + given + " cannot be used: expected " + expected);
    }
}
