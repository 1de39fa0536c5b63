package io.kafkafetch.bootstrap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Metric;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DemoBalanceTest {

    private final DemoBalance balance = new DemoBalance();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private boolean print(long generated, long expectedAccepted) {
        return balance.print(new PrintStream(printed, true, UTF_8), generated, expectedAccepted);
    }

    private String printed() {
        return printed.toString(UTF_8);
    }

    /** Tells of a batch's insights. */
    private void batch(String name, long events, int rejected) {
        balance.insight(new PublishedInsight(new Insight.PeakHour(9, 1), name, events, rejected));
        balance.insight(new PublishedInsight(
                new Insight.Ranked(Metric.Ranked.LOGINS_PER_REGION, "RI", events, events), name, events, rejected));
        for (int i = 0; i < rejected; i++) {
            balance.deadLetter();
        }
    }

    @Test
    void whatWasGeneratedIsAcceptedOrRejected() {
        batch("user-login-0@0-50", 50, 1);
        batch("user-login-0@51-100", 50, 0);
        batch("user-login-1@0-1234", 1200, 35);

        assertThat(balance.accounted()).isEqualTo(1336);
        assertThat(print(1336, 1300)).isTrue();
        assertThat(printed()).isEqualToNormalizingNewlines("""

                        generated 1,336 = accepted 1,300 + rejected 36   (batches 3, insights 6)
                        It balances: every login was counted exactly once.
                        """);
    }

    @Test
    void skippedRecordsAreAccountedFor() {
        balance.insight(new PublishedInsight(new Insight.PeakHour(9, 1), "user-login-0@0-59", 50, 1, 9));
        balance.deadLetter();

        assertThat(print(60, 50)).isTrue();
        assertThat(printed()).contains("generated 60 = accepted 50 + rejected 1 + skipped 9   (batches 1, insights 1)");
    }

    @Test
    void aRunThatWasEndedEarlySaysWhatIsNotCountedYet() {
        batch("user-login-0@0-50", 50, 1);

        balance.printSoFar(new PrintStream(printed, true, UTF_8), 60, 58);
        assertThat(printed()).isEqualToNormalizingNewlines("""

                        generated 60 = accepted 50 + rejected 1 + not counted yet 9   (batches 1, insights 2)
                        """);

        printed.reset();
        balance.printSoFar(new PrintStream(printed, true, UTF_8), 51, 50);
        assertThat(printed()).contains("generated 51 = accepted 50 + rejected 1 ", "It balances");
    }

    @Test
    void nothingIsABalanceToo() {
        assertThat(print(0, 0)).isTrue();
    }

    @Test
    void aMissingRecordIsSeen() {
        batch("user-login-0@0-49", 50, 0);

        assertThat(print(51, 51)).isFalse();
        assertThat(printed())
                .contains("IT DOES NOT BALANCE: 1 records are not accounted for, 51 logins were to be accepted,"
                        + " 0 batches overlap.");
    }

    @Test
    void aMissingDeadLetterIsSeenThoughAllLoginsAreCounted() {
        batch("user-login-0@0-49", 50, 0);

        assertThat(print(51, 50)).isFalse();
    }

    @Test
    void aLoginThatWasRejectedForNothingIsSeenThoughTheSumIsRight() {
        batch("user-login-0@0-50", 50, 1);

        assertThat(print(51, 51)).isFalse();
        assertThat(printed()).contains("0 records are not accounted for, 51 logins were to be accepted");
    }

    @Test
    void aLoginThatIsCountedTwiceIsSeenThoughTheSumIsRight() {
        batch("user-login-0@0-49", 50, 0);
        batch("user-login-0@49-98", 50, 0);

        assertThat(print(100, 100)).isFalse();
        assertThat(printed()).contains("1 batches overlap");
    }

    @Test
    void batchesOfDifferentPartitionsDoNotOverlap() {
        batch("user-login-0@0-49", 50, 0);
        batch("user-login-1@0-49", 50, 0);
        batch("user-login-0@60-109", 50, 0); // offsets may have gaps

        assertThat(print(150, 150)).isTrue();
    }

    @Test
    void aPartitionsNameMayHoldWhatSeparatesOffsets() {
        assertThat(DemoBalance.partitionOf("a-b@c-0@100-149")).isEqualTo("a-b@c-0");
        batch("logins-2-0@9-10", 2, 0);
        assertThat(print(2, 2)).isTrue();
    }

    @Test
    void numbersReadTheSameEverywhere() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("hi-IN-u-nu-deva"));
        try {
            batch("user-login-0@0-1335", 1336, 0);
            assertThat(print(1336, 1336)).isTrue();
            assertThat(printed()).contains("generated 1,336 = accepted 1,336");
        } finally {
            Locale.setDefault(before);
        }
    }
}
