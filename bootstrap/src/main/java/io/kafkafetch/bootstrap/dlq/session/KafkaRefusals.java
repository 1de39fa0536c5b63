package io.kafkafetch.bootstrap.dlq.session;

import io.kafkafetch.adapters.kafka.client.KafkaFaults;
import io.kafkafetch.bootstrap.process.UserError;
import java.io.IOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;

/** What Kafka refuses a command, as the user's error: a class of its own, since no other command should load Kafka's. */
final class KafkaRefusals {

    private KafkaRefusals() {}

    /** What a command does with a cluster; returns the exit code. */
    @FunctionalInterface
    interface Work {
        int run() throws IOException, InterruptedException;
    }

    /** Does it. */
    static int asErrors(Work work) throws IOException, InterruptedException {
        try {
            return work.run();
        } catch (KafkaException failure) {
            throw UserError.in(failure).orElseGet(() -> new UserError(UserError.UNUSABLE, refusal(failure)));
        }
    }

    private static String refusal(KafkaException failure) {
        return "Kafka refuses: " + KafkaFaults.describe(failure)
                + (failure instanceof AuthorizationException
                        ? "; grant this user the rights in the table of ACLs in docs/CONFIGURATION.md"
                        : "; dlq changes nothing that it does not report, so it may be run again");
    }
}
