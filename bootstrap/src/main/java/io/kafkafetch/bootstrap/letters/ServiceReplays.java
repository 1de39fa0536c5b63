package io.kafkafetch.bootstrap.letters;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaFaults;
import io.kafkafetch.adapters.kafka.topics.Topics.UnusableClusterException;
import io.kafkafetch.application.replay.RunEndedException;
import io.kafkafetch.application.replay.desk.ReplayOrder;
import io.kafkafetch.application.replay.desk.ReplayWork;
import io.kafkafetch.application.replay.desk.RunWatch;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.dlq.session.DlqSession;
import io.kafkafetch.bootstrap.dlq.task.ReplayTask;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;

/** Performs orders as {@code dlq replay} does, with the service's settings and clients. */
record ServiceReplays(KafkaFetchConfiguration configuration, KafkaClients clients, InstantSource clock)
        implements ReplayWork {

    @Override
    public void perform(ReplayOrder order, String run, RunWatch watch)
            throws RunEndedException, UnusableException, InterruptedException {
        try {
            perform(task(order, run, watch), order.isExecuted());
        } catch (UnusableClusterException missing) {
            throw new UnusableException(String.valueOf(missing.getMessage()), missing);
        } catch (KafkaException refused) {
            throw new UnusableException(
                    "Kafka refuses: " + KafkaFaults.describe(refused)
                            + (refused instanceof AuthorizationException
                                    ? "; grant the service's user the rights in the table of ACLs in docs/CONFIGURATION.md"
                                    : "; what was sent is in the log, so that the same order may be sent again"),
                    refused);
        }
    }

    private static void perform(ReplayTask task, boolean isExecuted) throws RunEndedException, InterruptedException {
        if (isExecuted) {
            task.execute(balance -> {});
        } else {
            task.rehearse();
        }
    }

    private ReplayTask task(ReplayOrder order, String run, RunWatch watch) throws InterruptedException {
        DlqSession session = DlqSession.on(clients, configuration);
        return new ReplayTask(
                session,
                session.route(Optional.empty()),
                order.filter(),
                session.letters(),
                order.rules(),
                Optional.empty(),
                order.limits(),
                order.rate(),
                order.mostReplays(),
                run,
                order.because(),
                clock,
                watch);
    }
}
