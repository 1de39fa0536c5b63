package io.kafkafetch.bootstrap.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.adapters.kafka.check.ClusterCheck;
import io.kafkafetch.adapters.kafka.check.Finding;
import io.kafkafetch.adapters.kafka.check.Finding.Level;
import io.kafkafetch.adapters.kafka.check.UnreachableClusterException;
import io.kafkafetch.adapters.kafka.client.Identity;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.rights.Use;
import io.kafkafetch.bootstrap.config.DeadLetterConfiguration;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.LiveConfiguration;
import io.kafkafetch.bootstrap.config.RegistryConfiguration;
import io.kafkafetch.bootstrap.given.ConfigOption;
import io.kafkafetch.bootstrap.process.Contexts;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.settings.Settings;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether {@code run} would work with a cluster, before it runs. */
@Command(
        name = "check",
        header = "Check the cluster, the topics and the rights that `run` would use.%n",
        description = {
            "Takes the environment and --config as `run` does. Connects, looks at the topics, and tries every right that"
                    + " is needed, in transactions that are aborted: nothing is left behind for readers of committed"
                    + " records. Asks the schema registry, where there is one. Looks at who reaches HTTP, and at the files for that. One line a finding: ok, warn or fail,"
                    + " and what to do.",
            "Exit code 0 if nothing fails, 1 if something does, 3 if no broker answers."
        },
        footer = {
            "Examples:",
            "  kafka-fetch check --config prod.yml",
            "  kafka-fetch check --dlq                          # for whoever replays",
            "  kafka-fetch check --format json | jq '.findings[] | select(.level != \"ok\")'"
        })
public final class CheckCommand implements Callable<Integer> {

    private static final int FAULT = 1;
    private static final int LONGEST_SECONDS = 600;

    /** How the findings are printed. */
    private enum Format {
        TEXT,
        JSON
    }

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text: for people. json: for programs (${DEFAULT-VALUE}).",
            defaultValue = "text")
    private Format format = Format.TEXT;

    @Option(names = "--dlq", description = "Also check what `dlq` would use, to replay, park and discard.")
    private boolean letters;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long to wait for a broker's first answer (${DEFAULT-VALUE}).",
            defaultValue = "8")
    private int timeout;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        if (timeout < 1 || timeout > LONGEST_SECONDS) {
            throw new UserError(
                    UserError.USAGE,
                    "--timeout=" + timeout + " cannot be used: expected seconds from 1 to " + LONGEST_SECONDS);
        }
        Settings settings = config.settings();
        List<Finding> findings = new ArrayList<>(findings(settings));
        findings.addAll(new RegistryCheck(
                        RegistryConfiguration.of(settings),
                        KafkaFetchConfiguration.of(settings).inputTopic())
                .findings());
        findings.addAll(HttpCheck.of(settings, Instant.now()).findings());
        Level worst = findings.stream()
                .map(Finding::level)
                .max(Comparator.naturalOrder())
                .orElse(Level.OK);
        print(
                switch (format) {
                    case TEXT -> findings.stream().map(CheckCommand::line).toList();
                    case JSON -> List.of(json(findings, worst));
                });
        return worst == Level.FAIL ? FAULT : 0;
    }

    private List<Finding> findings(Settings settings) throws InterruptedException {
        KafkaFetchConfiguration configuration = KafkaFetchConfiguration.of(settings);
        Set<Use> uses = Uses.of(configuration, settings.get(LiveConfiguration.LIVE_VIEW));
        if (letters) {
            uses.addAll(Uses.OF_LETTERS);
        }
        if (uses.isEmpty()) {
            return List.of(new Finding(Level.OK, "cluster", "none is used with these settings", ""));
        }
        try (ApplicationContext context = Contexts.ofClients()) {
            KafkaClients clients = context.getBean(KafkaClients.class);
            clients.check();
            return new ClusterCheck(
                            clients,
                            Identity.of(context),
                            configuration.pipeline(),
                            uses,
                            DeadLetterConfiguration.of(settings).payload()::mostBytes,
                            Duration.ofSeconds(timeout))
                    .findings();
        } catch (UnreachableClusterException unreachable) {
            throw new UserError(UserError.UNUSABLE, unreachable.getMessage());
        }
    }

    private static String line(Finding finding) {
        String line = finding.level().text()
                + " ".repeat(6 - finding.level().text().length()) + finding.subject() + ": " + finding.text();
        return finding.action().isEmpty() ? line : line + "; " + finding.action();
    }

    private static String json(List<Finding> findings, Level worst) throws JsonProcessingException {
        JsonMapper mapper = new JsonMapper();
        ObjectNode json = mapper.createObjectNode().put("result", worst.text());
        ArrayNode all = json.putArray("findings");
        findings.forEach(finding -> all.addObject()
                .put("level", finding.level().text())
                .put("subject", finding.subject())
                .put("text", finding.text())
                .put("action", finding.action()));
        return mapper.writeValueAsString(json);
    }

    private void print(List<String> lines) {
        if (spec != null) {
            PrintWriter out = spec.commandLine().getOut();
            lines.forEach(line -> out.println(DisplayText.oneLine(line)));
            out.flush();
        }
    }
}
