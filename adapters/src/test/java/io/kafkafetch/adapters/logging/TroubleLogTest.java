package io.kafkafetch.adapters.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.LogLines;
import io.kafkafetch.adapters.LogLines.LogLine;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.application.trouble.TroubleCode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TroubleLogTest {

    @Test
    void anOutageOfThreeLanesIsOneLineAtItsBeginningOneAReminderAndOneAtItsEnd() {
        Instant[] now = {Instant.EPOCH};
        TroubleBoard board = new TroubleBoard(new TroubleLog(), () -> now[0]);
        Fault away = Fault.of(TroubleCode.CLUSTER_AWAY, "TimeoutException: Call(callName=listNodes)");
        try (LogLines log = LogLines.of(TroubleLog.class)) {
            for (int second = 0; second <= 30; second++) {
                for (int lane = 0; lane < 3; lane++) {
                    board.report("lane " + lane + ": committing", away);
                }
                now[0] = now[0].plusSeconds(1);
            }
            for (int lane = 0; lane < 3; lane++) {
                board.fine("lane " + lane + ": committing");
            }

            assertThat(log.all())
                    .extracting(LogLine::message)
                    .containsExactly(
                            "Kafka does not answer. Nothing is lost. It tries again every few seconds. To do: See that"
                                    + " the brokers run and that KAFKA_BOOTSTRAP_SERVERS can be reached from here."
                                    + " [cluster-away] at lane 0: committing: TimeoutException:"
                                    + " Call(callName=listNodes)",
                            "Still, after 30 s and 91 failures: Kafka does not answer [cluster-away] at lane 0:"
                                    + " committing, lane 1: committing, lane 2: committing: TimeoutException:"
                                    + " Call(callName=listNodes)",
                            "Over after 31 s: Kafka does not answer");
        }
    }
}
