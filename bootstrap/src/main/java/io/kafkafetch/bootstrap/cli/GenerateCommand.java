package io.kafkafetch.bootstrap.cli;

import io.kafkafetch.adapters.generator.GeneratedRecord;
import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.LoginGenerator;
import io.kafkafetch.adapters.generator.Pace;
import io.kafkafetch.adapters.generator.Span;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.inbox.LoginPublisher;
import io.kafkafetch.adapters.kafka.topics.Topics;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.LogFormat;
import io.kafkafetch.bootstrap.given.ConfigFile;
import io.kafkafetch.bootstrap.given.Times;
import io.kafkafetch.bootstrap.given.ValueFiles;
import io.kafkafetch.bootstrap.process.Contexts;
import io.kafkafetch.bootstrap.process.FileName;
import io.kafkafetch.bootstrap.process.Output;
import io.kafkafetch.bootstrap.process.Streams;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.domain.login.LoginEvent;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Realistic logins for a topic or a file. */
@Command(
        name = "generate",
        header = "Generate realistic logins into a topic or a file.%n",
        description = {
            "Repeatable from a seed: US states and hours of the day skewed as in life, users and devices that come"
                    + " back, 7 %% without device_type, and with --corrupt every other kind of bad record.",
            "Without --output they go to the topic INPUT_TOPIC (user-login) at KAFKA_BOOTSTRAP_SERVERS"
                    + " (localhost:29092), with the settings of `run`."
        },
        footer = {
            "Examples:",
            "  kafka-fetch generate --count 1000 --output logins.jsonl",
            "  CREATE_TOPICS=true kafka-fetch generate --count 200000 --corrupt 3 --seed 7",
            "  kafka-fetch generate --from 2026-01-01 --to 2026-04-01 --output quarter.jsonl",
            "  kafka-fetch generate --count 10 --output -"
        })
final class GenerateCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "How many records (${DEFAULT-VALUE}).",
            defaultValue = "1000")
    private long count;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Records a second; 0 for as fast as possible (${DEFAULT-VALUE}).",
            defaultValue = "0")
    private double rate;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write NDJSON, a record a line, to this file, or to standard output for `-`. A line cannot"
                    + " carry every bad record: none is a tombstone, empty or blank.")
    private @Nullable String output;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Spread the logins over the time from here to --to, busy by the hour and the day of the week: a date"
                            + " (from 00:00 UTC) or a moment such as 2026-01-05T08:00:00Z. Default: 20,000 logins a day from"
                            + " 2026-01-05 on.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Where --from ends; at most ten years later.")
    private @Nullable String to;

    @Mixin
    private final GeneratorOptions generator = new GeneratorOptions();

    @Spec
    private @Nullable CommandSpec spec;

    /** Takes a record; its callers pace it. */
    @FunctionalInterface
    private interface Sink {
        void take(GeneratedRecord record) throws IOException;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (count < 0) {
            throw new UserError(UserError.USAGE, "--count=" + count + " cannot be used: expected 0 or more");
        }
        if (!(rate >= 0)) {
            throw new UserError(UserError.USAGE, "--rate=" + rate + " cannot be used: expected 0 or more");
        }
        if (output == null) {
            toTopic();
        } else {
            toLines(output);
        }
        return 0;
    }

    private LoginGenerator generator(GeneratorSettings defaults) {
        GeneratorSettings settings = generator.settings(defaults);
        if (from == null && to == null) {
            return new LoginGenerator(settings);
        }
        if (from == null || to == null) {
            throw new UserError(UserError.USAGE, "--from and --to cannot be used alone: give both");
        }
        long begin = time("--from", from);
        long end = time("--to", to);
        try {
            return new LoginGenerator(settings, new Span(begin, end, Math.max(1, count)));
        } catch (IllegalArgumentException outOfRange) {
            throw new UserError(
                    UserError.USAGE,
                    "--to=" + to + " cannot be used: expected a time after --from=" + from
                            + ", at most ten years later");
        }
    }

    /** In epoch seconds. */
    private static long time(String option, String text) {
        return Times.of(text)
                .map(Instant::getEpochSecond)
                .filter(second -> second >= 0 && second <= LoginEvent.MAX_TIMESTAMP)
                .orElseThrow(() -> new UserError(
                        UserError.USAGE,
                        option + "=" + text + " cannot be used: expected a date such as 2026-01-05, or a moment such as"
                                + " 2026-01-05T08:00:00Z, from 1970 to 9999"));
    }

    private void toTopic() throws IOException, InterruptedException {
        LogFormat.check();
        ValueFiles.of(System.getenv(), ConfigFile.NONE).require();
        ConfigFile.NONE.apply(System.getenv());
        LoginGenerator logins = generator(GeneratorSettings.forTopic());
        try (ApplicationContext context = Contexts.ofClients()) {
            String topic = context.getBean(KafkaFetchConfiguration.class).inputTopic();
            context.getBean(Topics.class).await();
            try (LoginPublisher publisher =
                    new LoginPublisher(context.getBean(KafkaClients.class).producer(), topic)) {
                generate(logins, record -> publisher.publish(record.key(), record.value()));
                publisher.flush();
            }
            say(count + " records published to " + topic);
        }
    }

    private void toLines(String file) throws IOException, InterruptedException {
        LoginGenerator logins = generator(GeneratorSettings.forLines());
        try (OutputStream out = open(file)) {
            generate(logins, record -> {
                byte[] value = record.value();
                out.write(value == null ? new byte[0] : value);
                out.write('\n');
            });
        }
    }

    private void generate(LoginGenerator logins, Sink sink) throws IOException, InterruptedException {
        Pace pace = new Pace(rate, System::nanoTime);
        for (long i = 0; i < count; i++) {
            TimeUnit.NANOSECONDS.sleep(pace.nanosUntilNext());
            sink.take(logins.next());
        }
    }

    private static OutputStream open(String file) throws IOException {
        return file.equals(STANDARD_OUTPUT)
                ? Output.standard(Streams.standardOutput())
                : Output.file(FileName.of("--output", file), "--output");
    }

    private void say(String line) {
        if (spec != null) {
            spec.commandLine().getErr().println(line);
        }
    }
}
