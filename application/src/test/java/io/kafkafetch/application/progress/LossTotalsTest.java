package io.kafkafetch.application.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.progress.Losses.Cause;
import io.kafkafetch.application.progress.Losses.Loss;
import io.kafkafetch.application.record.Partition;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LossTotalsTest {

    private static final Partition ZERO = new Partition("user-login", 0);

    private final LossTotals totals = new LossTotals();

    @Test
    void nothingLostIsNoTotal() {
        assertThat(totals.totals()).isEmpty();
        assertThat(totals).hasToString("");
    }

    @Test
    void lossesAddUpByCauseAndThoseOfUnknownSizeCountToo() {
        Losses.all(List.of(Losses.UNHEARD, totals)).lost(new Loss(ZERO, Cause.RECREATED, OptionalLong.empty()));
        totals.lost(new Loss(ZERO, Cause.DELETED, OptionalLong.of(500)));
        totals.lost(new Loss(new Partition("user-login", 1), Cause.DELETED, OptionalLong.of(23)));

        assertThat(totals.totals())
                .containsExactly(
                        new LossTotals.Total(Cause.DELETED, 2, 523), new LossTotals.Total(Cause.RECREATED, 1, 0));
        assertThat(totals).hasToString("deleted 523 records (2x), recreated 0 records (1x)");
    }
}
