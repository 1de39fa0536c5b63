package io.kafkafetch.bootstrap.verify;

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
import io.kafkafetch.bootstrap.config.Route;
import io.kafkafetch.bootstrap.process.Contexts;
import io.kafkafetch.bootstrap.process.UserError;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/** One audit with a cluster: a class of its own, since no other command should load Kafka's. Used once, by one thread. */
final class VerifyRun {

    private static final int FOUND = 1;

    /** An open transaction of a service that was killed ends in less. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaFetchConfiguration configuration;
    private final Selection selection;
    private long findings;

    VerifyRun(KafkaFetchConfiguration configuration, Selection selection) {
        this.configuration = configuration;
        this.selection = selection;
    }

    /**
     * Audits, and prints what is found.
     *
     * @return the exit code
     * @throws UserError if there is nothing to audit, or it cannot be read
     */
    int report(VerifyPrinter printer) {
        RollupTopics topics = topics();
        try (ApplicationContext context = Contexts.ofClients()) {
            KafkaClients clients = context.getBean(KafkaClients.class);
            clients.check();
            AuditReport report =
                    audited(new KafkaAudit(clients, configuration.pipeline(), topics, selection, PATIENCE), printer);
            printer.end(report, findings);
        }
        return findings == 0 ? 0 : FOUND;
    }

    private RollupTopics topics() {
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

    private AuditReport audited(KafkaAudit audit, VerifyPrinter printer) {
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
        return report;
    }
}
