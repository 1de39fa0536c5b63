package io.kafkafetch.bootstrap.process;

import io.kafkafetch.adapters.kafka.client.KafkaFaults;
import java.io.IOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;

/** What Kafka refuses a command, as the user's error: a class of its own, since no other command should load Kafka's. */
public final class KafkaRefusals {

    private KafkaRefusals() {}

    /** What a command does with a cluster; returns the exit code. */
    @FunctionalInterface
    public interface Work {
        int run() throws IOException, InterruptedException;
    }

    /**
     * Does it.
     *
     * @param advice what a user may do where no right is missing
     */
    public static int asErrors(String advice, Work work) throws IOException, InterruptedException {
        try {
            return work.run();
        } catch (KafkaException failure) {
            throw UserError.in(failure).orElseGet(() -> new UserError(UserError.UNUSABLE, refusal(failure, advice)));
        }
    }

    private static String refusal(KafkaException failure, String advice) {
        return "Kafka refuses: " + KafkaFaults.describe(failure) + "; "
                + (failure instanceof AuthorizationException
                        ? "grant this user the rights in the table of ACLs in docs/CONFIGURATION.md"
                        : advice);
    }
}
