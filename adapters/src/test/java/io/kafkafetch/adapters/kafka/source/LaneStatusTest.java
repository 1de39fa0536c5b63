package io.kafkafetch.adapters.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.Board;
import io.kafkafetch.adapters.kafka.source.LaneStatus.Concern;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class LaneStatusTest {

    private final Board board = new Board();
    private final LaneStatus status = new LaneStatus("3", board.board);

    @Test
    void withoutTroublesAllIsWell() {
        status.fine(Concern.COMMIT);

        assertThat(board.troubles()).isEmpty();
    }

    @Test
    void presentTroublesAreReportedByLaneAndWhatItDoes() {
        status.trouble(Concern.COMMIT, new TimeoutException("no answer"));
        status.trouble(Concern.POLL, Fault.of(TroubleCode.TOPIC_MISSING));

        assertThat(board.codes())
                .isEqualTo(Map.of("lane 3: committing", "cluster-away", "lane 3: reading", "topic-missing"));

        status.fine(Concern.POLL);
        assertThat(board.codes()).containsOnlyKeys("lane 3: committing");
    }

    @Test
    void theLatestFailureOfAPlaceIsReported() {
        status.trouble(Concern.COMMIT, new TimeoutException("first"));
        status.trouble(Concern.COMMIT, new TimeoutException("second"));

        assertThat(board.troubles())
                .isEqualTo(Map.of("lane 3: committing", "Kafka does not answer (TimeoutException: second)"));
    }
}
