package io.kafkafetch.adapters.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.domain.insight.Metric;
import org.junit.jupiter.api.Test;

class NamedInsightsTest {

    private final NamedInsights regions = new NamedInsights(Metric.Ranked.LOGINS_PER_REGION);

    @Test
    void theKeyIsTheNameAsItIsAndTheHeadEndsBeforeTheFirstNumber() {
        NamedInsights.Named named = regions.on("\u00c5\"\ud83d\ude00");

        assertThat(named.key()).asString(UTF_8).isEqualTo("logins_per_region:\u00c5\"\ud83d\ude00");
        assertThat(named.head())
                .asString(UTF_8)
                .isEqualTo("{\"metric\":\"logins_per_region\",\"region\":\"\u00c5\\\"\\uD83D\\uDE00\",\"count\":");
    }

    @Test
    void aNameIsEncodedOnce() {
        assertThat(regions.on("RI")).isSameAs(regions.on("RI"));
    }

    @Test
    void noMoreNamesAreKeptThanHaveRoom() {
        NamedInsights.Named first = regions.on("RI");
        for (int other = 1; other < NamedInsights.MOST; other++) {
            regions.on("R" + other);
        }
        assertThat(regions.on("RI")).isSameAs(first);

        regions.on("one more");

        assertThat(regions.on("RI")).isNotSameAs(first);
        assertThat(regions.on("RI").head()).isEqualTo(first.head());
    }
}
