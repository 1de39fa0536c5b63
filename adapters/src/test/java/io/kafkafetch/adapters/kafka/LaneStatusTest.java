package io.kafkafetch.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kafkafetch.adapters.kafka.LaneStatus.Concern;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LaneStatusTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(LaneStatus.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final LaneStatus status = new LaneStatus("3");

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    private List<String> lines() {
        return lines.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }

    @Test
    void withoutTroublesAllIsWellAndNothingIsSaid() {
        status.fine(Concern.COMMIT);

        assertThat(status.troubles()).isEmpty();
        assertThat(lines()).isEmpty();
    }

    @Test
    void presentTroublesAreToldByWhatIsDone() {
        status.trouble(Concern.COMMIT, new TimeoutException("no answer"));
        status.trouble(Concern.POLL, "the broker is away");

        assertThat(status.troubles())
                .isEqualTo(Map.of("committing", "TimeoutException: no answer", "reading", "the broker is away"));

        status.fine(Concern.POLL);
        assertThat(status.troubles()).containsOnlyKeys("committing");
    }

    @Test
    void theLatestMessageOfATroubleIsTold() {
        status.trouble(Concern.COMMIT, "first");
        status.trouble(Concern.COMMIT, "second");

        assertThat(status.troubles()).isEqualTo(Map.of("committing", "second"));
    }

    @Test
    void aTroubleIsLoggedWhenItBeginsAndWhenItIsOver() {
        for (int i = 0; i < 100; i++) {
            status.trouble(Concern.COMMIT, "no answer");
        }
        status.fine(Concern.COMMIT);
        status.fine(Concern.COMMIT);

        assertThat(lines())
                .containsExactly(
                        "WARN Lane 3: committing fails, nothing is lost, trying on (1x in 0 s): no answer",
                        "INFO Lane 3: committing works again after 0 s");
    }

    @Test
    void aTroubleThatComesBackIsLoggedAgain() {
        status.trouble(Concern.POLL, "away");
        status.fine(Concern.POLL);
        status.trouble(Concern.POLL, "away");

        assertThat(lines()).hasSize(3);
    }

    @Test
    void aFailureIsDescribedByTheCauseThatSaysSomething() {
        assertThat(LaneStatus.describe(new KafkaException("outer", new TimeoutException("inner"))))
                .isEqualTo("KafkaException: outer (org.apache.kafka.common.errors.TimeoutException: inner)");
        assertThat(LaneStatus.describe(new ExecutionException("wraps", new TimeoutException("inner"))))
                .isEqualTo("TimeoutException: inner");
        assertThat(LaneStatus.describe(new IllegalStateException(null, new TimeoutException("inner"))))
                .isEqualTo("TimeoutException: inner");
        assertThat(LaneStatus.describe(new IllegalStateException())).isEqualTo("IllegalStateException: null");
    }
}
