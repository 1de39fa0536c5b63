package io.kafkafetch.bootstrap.verify;

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
import java.util.function.ToIntFunction;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/** One audit with a cluster: a class of its own, since no other command should load Kafka's. Used once, by one thread. */
final class VerifyRun {

    /** An open transaction of a service that was killed ends in less. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaFetchConfiguration configuration;
    private final Selection selection;

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
    int report(VerifyReport report) {
        RollupTopics topics = topics();
        return withClients(clients -> report.print(
                new KafkaAudit(
                                clients,
                                configuration.pipeline(),
                                topics,
                                configuration.patientSchemas(),
                                selection,
                                PATIENCE)::run,
                "GROUP_ID=" + configuration.groupId()));
    }

    /** Does something with a cluster, and returns the exit code; what cannot be read there is the user's error. */
    static int withClients(ToIntFunction<KafkaClients> work) {
        try (ApplicationContext context = Contexts.ofClients()) {
            KafkaClients clients = context.getBean(KafkaClients.class);
            clients.check();
            return work.applyAsInt(clients);
        } catch (UnreadableTopicException unreadable) {
            throw new UserError(UserError.UNUSABLE, unreadable.getMessage());
        } catch (ConfigException setting) {
            throw setting;
        } catch (KafkaException failure) {
            throw UserError.in(failure)
                    .orElseGet(() -> new UserError(
                            UserError.UNUSABLE, KafkaFaults.of(failure).detailed()));
        }
    }

    private RollupTopics topics() {
        if (configuration.route().reader() != Route.Reader.LANES) {
            throw new UserError(
                    UserError.USAGE,
                    "verify reads logins again from a topic: SOURCE has to be kafka or http; --dir verifies what SINK=file"
                            + " wrote");
        }
        return configuration
                .rollupTopics()
                .orElseThrow(() -> new UserError(
                        UserError.USAGE,
                        "verify needs the tallies that a service with ROLLUPS=on or elsewhere writes to Kafka: set ROLLUPS"
                                + " as that service has it"));
    }
}
