package io.kafkafetch.bootstrap.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.broker.EmbeddedBroker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that goes away and comes back: a live view says so, and has lost and doubled nothing. */
class LiveOutageTest {

    @TempDir
    private Path data = Path.of("");

    @Test
    void aBrokerThatWasAwayIsReadOnWhereItWas() throws Exception {
        int port = freePort();
        Heard heard = new Heard();
        EmbeddedBroker broker = EmbeddedBroker.start(data, port);
        try (Scenario scenario = new Scenario(broker.bootstrapServers(), 2)) {
            scenario.set("kafka-fetch.batch-max-age", "300ms").generate(60, 5, 3_000);
            scenario.startWith(heard);
            SameTotals before = scenario.totals();
            Await.until("all is heard", () -> heard.totals().equals(before), heard::toString);
            broker.close();
            Await.until(
                    "it is told that the broker is away",
                    () -> heard.isUnavailable() && heard.unknownWhy().isPresent(),
                    heard::toString);
            assertThat(heard.totals()).isEqualTo(before);
            broker = EmbeddedBroker.start(data, port);
            Await.until(
                    "it is live again",
                    () -> heard.isLive() && heard.unknownWhy().isEmpty(),
                    heard::toString);
            scenario.generate(61, 5, 3_000);
            SameTotals after = scenario.totals();
            Await.until(
                    "all is heard, once",
                    () -> heard.totals().equals(after) && heard.lag().equals(OptionalLong.of(0)),
                    heard::toString);
            assertThat(heard.states()).containsOnlyOnce("begin");
        } finally {
            broker.close();
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
