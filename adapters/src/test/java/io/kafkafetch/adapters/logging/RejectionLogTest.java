package io.kafkafetch.adapters.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kafkafetch.adapters.Await;
import io.kafkafetch.domain.login.FieldFault;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RejectionLogTest {

    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Reason NOT_JSON = new Reason.OfRecord(RecordFault.NOT_JSON);
    private static final Reason NO_USER = new Reason.OfField(LoginField.USER_ID, FieldFault.MISSING);
    private static final Reason NO_DEVICE_TYPE = new Reason.OfField(LoginField.DEVICE_TYPE, FieldFault.MISSING);

    private final Logger logger = (Logger) LoggerFactory.getLogger(RejectionLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private long now = Long.MAX_VALUE - 5; // a monotonic clock may begin anywhere, and overflow
    private final RejectionLog log = new RejectionLog("user-login-dlq", INTERVAL, () -> now);

    @BeforeEach
    void listen() {
        logger.setLevel(Level.WARN);
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
        List<String> said =
                lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        lines.list.clear();
        return said;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void theFirstRejectionIsSaidAtOnce() {
        log.rejected(List.of(NOT_JSON));
        log.report();

        assertThat(lines()).containsExactly("Rejected: not-json (record 1x); kept in user-login-dlq");
    }

    @Test
    void whereNothingIsRejectedNothingIsSaid() {
        log.report();
        pass(INTERVAL);
        log.report();

        assertThat(lines()).isEmpty();
    }

    @Test
    void aQuietStartDoesNotDelayTheFirst() {
        log.report();
        log.rejected(List.of(NOT_JSON));
        log.report();

        assertThat(lines()).hasSize(1);
    }

    @Test
    void oneLineHasEachCodeWithTheCountOfEachField() {
        log.rejected(List.of(NO_USER, NO_DEVICE_TYPE));
        log.rejected(List.of(NO_DEVICE_TYPE));
        log.rejected(List.of(NOT_JSON));
        log.report();

        assertThat(lines())
                .containsExactly(
                        "Rejected: missing (device_type 2x, user_id 1x), not-json (record 1x); kept in user-login-dlq");
    }

    @Test
    void withinAnIntervalNothingMoreIsSaidAndAfterItTheCountsSince() {
        log.rejected(List.of(NOT_JSON));
        log.report();
        assertThat(lines()).hasSize(1);

        for (int i = 0; i < 1_000; i++) {
            log.rejected(List.of(NOT_JSON));
            log.report();
        }
        pass(INTERVAL.minusNanos(1));
        log.report();
        assertThat(lines()).isEmpty();

        pass(Duration.ofNanos(1));
        log.report();
        log.report();
        assertThat(lines()).containsExactly("Rejected: not-json (record 1000x); kept in user-login-dlq");
    }

    @Test
    void aReasonThatDidNotComeBackIsNotSaidAgain() {
        log.rejected(List.of(NOT_JSON));
        log.rejected(List.of(NO_USER));
        log.report();
        lines();
        pass(INTERVAL);

        log.rejected(List.of(NO_USER));
        log.report();

        assertThat(lines()).containsExactly("Rejected: missing (user_id 1x); kept in user-login-dlq");
    }

    @Test
    void itsEndSaysWhatIsLeftWithinTheInterval() {
        log.rejected(List.of(NOT_JSON));
        log.report();
        lines();
        log.rejected(List.of(NO_USER));

        log.close();
        log.close();

        assertThat(lines()).containsExactly("Rejected: missing (user_id 1x); kept in user-login-dlq");
    }

    @Test
    void onceStartedItSaysWhatIsDueByItself() {
        try (RejectionLog started = new RejectionLog("user-login-dlq", INTERVAL, () -> now).start()) {
            started.rejected(List.of(NOT_JSON));

            Await.until("the rejection is logged", () -> !lines.list.isEmpty());
        }
        assertThat(lines()).hasSize(1);
    }
}
