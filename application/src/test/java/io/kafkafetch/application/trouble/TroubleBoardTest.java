package io.kafkafetch.application.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TroubleBoardTest {

    private static final Fault AWAY = Fault.of(TroubleCode.CLUSTER_AWAY, "no answer");
    private static final Fault ABORTED = Fault.of(TroubleCode.TRANSACTION_FAILED);
    private static final Fault DENIED = new Fault(TroubleCode.ACCESS_DENIED, "topic a", "");

    private final List<String> told = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final TroubleBoard board = new TroubleBoard(
            new TroubleListener() {
                @Override
                public void began(TroubleReport trouble) {
                    told.add("began " + trouble.fault().code().text() + " at " + trouble.place());
                }

                @Override
                public void lasts(TroubleReport trouble, Duration age, int failures) {
                    told.add("lasts " + trouble.fault().code().text() + " at " + trouble.place() + ", "
                            + age.toSeconds() + " s, " + failures);
                }

                @Override
                public void over(Fault fault, Duration age) {
                    told.add("over " + fault.code().text() + " " + age.toSeconds());
                }
            },
            () -> now);

    private void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }

    @Test
    void whereAllIsWellNothingIsSaid() {
        board.fine("a");

        assertThat(board.present()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void aCauseIsToldOfWhenItBeginsAndWhenItIsOver() {
        for (int i = 0; i < 100; i++) {
            board.report("a", AWAY);
        }
        pass(4);
        board.fine("a");
        board.fine("a");

        assertThat(told).containsExactly("began cluster-away at a", "over cluster-away 4");
        assertThat(board.present()).isEmpty();
    }

    @Test
    void oneCauseAtManyPlacesIsToldOfOnce() {
        board.report("lane 1", AWAY);
        board.report("lane 0", Fault.of(TroubleCode.CLUSTER_AWAY, "other words"));
        board.report("progress", AWAY);
        board.fine("lane 0");
        board.fine("progress");
        assertThat(told).containsExactly("began cluster-away at lane 1");

        board.fine("lane 1");
        assertThat(told).containsExactly("began cluster-away at lane 1", "over cluster-away 0");
    }

    @Test
    void whatLastsIsToldOfAgainEveryHalfMinuteWithAllItsPlaces() {
        board.report("b", AWAY);
        board.report("a", AWAY);
        pass(29);
        board.report("a", AWAY);
        pass(1);
        board.report("a", AWAY);
        board.report("b", AWAY);
        pass(30);
        board.report("b", AWAY);

        assertThat(told)
                .containsExactly(
                        "began cluster-away at b",
                        "lasts cluster-away at a, b, 30 s, 4",
                        "lasts cluster-away at a, b, 60 s, 6");
    }

    @Test
    void differentSubjectsAreDifferentCauses() {
        board.report("a", DENIED);
        board.report("b", new Fault(TroubleCode.ACCESS_DENIED, "topic b", ""));

        assertThat(told).hasSize(2);
    }

    @Test
    void anOutageThatShowsInTurnsAsTwoThingsIsToldOfOnceEach() {
        for (int i = 0; i < 10; i++) {
            board.report("a", AWAY);
            pass(1);
            board.report("a", ABORTED);
            board.fine("elsewhere");
            pass(1);
        }
        assertThat(told).containsExactly("began cluster-away at a", "began transaction-failed at a");
        assertThat(board.present()).extracting(Trouble::fault).containsExactly(ABORTED);

        board.fine("a");
        assertThat(told.subList(2, 4)).containsExactly("over cluster-away 20", "over transaction-failed 19");
    }

    @Test
    void whatHasBecomeSomethingElseForGoodIsOver() {
        board.report("a", AWAY);
        pass(29);
        board.report("a", DENIED);
        assertThat(told).hasSize(2);
        pass(1);
        board.report("a", DENIED);

        assertThat(told.getLast()).isEqualTo("over cluster-away 30");
    }

    @Test
    void aPlaceIsInTroubleSinceThisCauseBegan() {
        board.report("a", AWAY);
        pass(5);
        board.report("a", Fault.of(TroubleCode.CLUSTER_AWAY, "later words"));
        assertThat(board.present())
                .containsExactly(new Trouble("a", Fault.of(TroubleCode.CLUSTER_AWAY, "later words"), Instant.EPOCH));

        board.report("a", DENIED);
        assertThat(board.present()).extracting(Trouble::since).containsExactly(now);
    }
}
