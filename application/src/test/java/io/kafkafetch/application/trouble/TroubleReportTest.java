package io.kafkafetch.application.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TroubleReportTest {

    private static Trouble trouble(String place, Fault fault, int second) {
        return new Trouble(place, fault, Instant.ofEpochSecond(second));
    }

    @Test
    void placesOfOneCauseAreOneTroubleSinceItBeganAtTheFirst() {
        Fault first = Fault.of(TroubleCode.CLUSTER_AWAY, "first words");
        Fault other = Fault.of(TroubleCode.CLUSTER_AWAY, "other words");

        assertThat(TroubleReport.of(List.of(
                        trouble("lane 1", other, 7), trouble("progress", first, 3), trouble("lane 0", other, 5))))
                .containsExactly(
                        new TroubleReport(first, List.of("lane 0", "lane 1", "progress"), Instant.ofEpochSecond(3)));
    }

    @Test
    void whatKeepsItFromItsWorkComesBeforeWarningsAndTheOldestFirst() {
        Fault held = Fault.of(TroubleCode.RECORDS_HELD);
        Fault away = Fault.of(TroubleCode.CLUSTER_AWAY);
        Fault full = Fault.of(TroubleCode.DISK_FULL);

        assertThat(TroubleReport.of(List.of(trouble("a", held, 1), trouble("b", full, 3), trouble("c", away, 2))))
                .extracting(TroubleReport::fault)
                .containsExactly(away, full, held);
    }

    @Test
    void aCauseIsAsBadAsAtItsWorstPlace() {
        Fault away = Fault.of(TroubleCode.CLUSTER_AWAY);

        TroubleReport report = TroubleReport.of(
                        List.of(trouble("view", away.asWarning(), 1), trouble("lane 0", away, 2)))
                .getFirst();

        assertThat(report.fault().severity()).isEqualTo(Severity.DOWN);
        assertThat(report.place()).isEqualTo("lane 0, view");
        assertThat(report.since()).isEqualTo(Instant.ofEpochSecond(1));
    }

    @Test
    void aTroubleWithoutAPlaceCannotBe() {
        assertThatThrownBy(() -> new TroubleReport(Fault.of(TroubleCode.DISK_FULL), List.of(), Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
