package io.kafkafetch.bootstrap.verify;

import static java.util.Objects.requireNonNull;

import io.kafkafetch.adapters.console.InputProgress;
import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.adapters.kafka.audit.AuditReport;
import io.kafkafetch.adapters.kafka.audit.KafkaAudit;
import io.kafkafetch.adapters.kafka.audit.UnreadableTopicException;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaFaults;
import io.kafkafetch.adapters.kafka.client.RollupTopics;
import io.kafkafetch.application.audit.Selection;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.LogFormat;
import io.kafkafetch.bootstrap.config.Route;
import io.kafkafetch.bootstrap.given.ConfigFile;
import io.kafkafetch.bootstrap.given.ConfigOption;
import io.kafkafetch.bootstrap.given.EffectiveSettings;
import io.kafkafetch.bootstrap.process.UserError;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Recounts what was published, and says where it is not what the source says. */
@Command(
        name = "verify",
        header = "Recount what was published from the source, and print what differs.%n",
        description = {
            "Reads insights, dead letters, tallies and totals as far as they are committed now, reads the logins that they"
                    + " came from again, decides them as `run` does, and compares bytes. It changes nothing, and a service"
                    + " may be at work. Takes the environment and --config as `run` does; the service needs ROLLUPS.",
            "One line a finding: a stable code, the batch, what is expected and what is there; then a table. The codes are"
                    + " described in docs/OPERATIONS.md. Exit code 0 if nothing is found, 1 if something is, 3 if a topic"
                    + " cannot be read."
        },
        footer = {
            "Examples:",
            "  kafka-fetch verify --since 24h --config prod.yml",
            "  kafka-fetch verify --batch user-login-0@0-54",
            "  kafka-fetch verify --sample 1%% --format jsonl | jq 'select(.type == \"finding\")'"
        })
public final class VerifyCommand implements Callable<Integer> {

    private static final int FOUND = 1;

    /** An open transaction of a service that was killed ends in less. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How findings are printed. */
    private enum Format {
        TABLE,
        JSONL
    }

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private SelectionOptions options = new SelectionOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table: for people. jsonl: for programs (${DEFAULT-VALUE}).",
            defaultValue = "table")
    private Format format = Format.TABLE;

    @Spec
    private @Nullable CommandSpec spec;

    private long findings;

    @Override
    public Integer call() {
        LogFormat.check();
        ConfigFile file = config.read();
        file.apply(System.getenv());
        EffectiveSettings settings = new EffectiveSettings(System.getenv(), file);
        if (!settings.faults().isEmpty()) {
            throw new UserError(UserError.USAGE, settings.faults());
        }
        KafkaFetchConfiguration configuration = KafkaFetchConfiguration.of(settings.settings());
        RollupTopics topics = topics(configuration);
        Selection selection = options.selection(configuration.inputTopic(), InstantSource.system());
        try (ApplicationContext context = ApplicationContext.builder()
                .banner(false)
                .overrideConfigLocations("classpath:/")
                .properties(Map.of("kafka-fetch.source", "none"))
                .start()) {
            KafkaClients clients = context.getBean(KafkaClients.class);
            clients.check();
            verify(new KafkaAudit(clients, configuration.pipeline(), topics, selection, PATIENCE), configuration);
        }
        return findings == 0 ? 0 : FOUND;
    }

    private static RollupTopics topics(KafkaFetchConfiguration configuration) {
        if (configuration.route().reader() != Route.Reader.LANES) {
            throw new UserError(
                    UserError.USAGE, "verify reads logins again from a topic: SOURCE has to be kafka or http");
        }
        return configuration
                .rollupTopics()
                .orElseThrow(() -> new UserError(
                        UserError.USAGE,
                        "verify needs the tallies that a service with ROLLUPS=on or elsewhere writes to Kafka: set ROLLUPS"
                                + " as that service has it"));
    }

    private void verify(KafkaAudit audit, KafkaFetchConfiguration configuration) {
        VerifyPrinter printer = printer();
        AuditReport report;
        try (InputProgress progress = InputProgress.ofBatches(Terminal.ofStandardError())) {
            report = audit.run(
                    finding -> {
                        findings++;
                        progress.print(() -> printer.finding(finding));
                    },
                    progress::read);
        } catch (UnreadableTopicException unreadable) {
            throw new UserError(UserError.UNUSABLE, unreadable.getMessage());
        } catch (ConfigException setting) {
            throw setting;
        } catch (KafkaException failure) {
            throw new UserError(UserError.UNUSABLE, KafkaFaults.of(failure).detailed());
        }
        if (report.partitions().isEmpty() && findings == 0) {
            throw new UserError(
                    UserError.UNUSABLE,
                    "no tally of GROUP_ID=" + configuration.groupId()
                            + " names such a batch: there is nothing to verify. Its service may have other settings, or"
                            + " tallies are not kept that long");
        }
        printer.end(report, findings);
    }

    private VerifyPrinter printer() {
        PrintWriter out = requireNonNull(spec).commandLine().getOut();
        return switch (format) {
            case TABLE -> new VerifyPrinter.Table(out, Terminal.ofThisProcess());
            case JSONL -> new VerifyPrinter.JsonLines(out);
        };
    }
}
