package io.kafkafetch.adapters.json.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.json.BatchFields;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.json.audit.BatchNames.Named;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Metric;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchNamesTest {

    private final BatchNames names = new BatchNames("user-login");

    @Property(tries = 200)
    void anInsightNamesItsBatchWhateverItIsAbout(
            @ForAll @NotBlank @StringLength(max = 40) String region,
            @ForAll @LongRange(min = 0, max = 1L << 40) long first,
            @ForAll @LongRange(min = 0, max = 1 << 20) long length) {
        String name = "user-login-3@" + first + "-" + (first + length);
        byte[] value = new InsightEncoder()
                .value(
                        new Insight.Ranked(Metric.Ranked.LOGINS_PER_REGION, region, 1, 2),
                        BatchFields.of(name, 2, 0, 0));
        assertThat(new BatchNames("user-login").of(value))
                .contains(new Named(new Partition("user-login", 3), first, first + length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"batch\":\"",
                "{\"batch\":\"user-login-0@0-\"}",
                "{\"batch\":\"user-login-0@9-4\"}",
                "{\"batch\":\"user-login-0\"}",
                "{\"batch\":\"user-login-@0-4\"}",
                "{\"batch\":\"user-login-x@0-4\"}",
                "{\"batch\":\"user-login-0@0-4x\"}",
                "{\"batch\":\"user-login-0@0-99999999999999999999\"}",
                "{\"batch\":\"user-login-9999999999@0-4\"}",
                "{\"batch\":\"user-logins-0@0-4\"}",
                "{\"batch\":\"other-0@0-4\"}"
            })
    void whatNamesNoBatchOfTheStreamNamesNone(String value) {
        assertThat(names.of(value.getBytes(UTF_8))).isEmpty();
    }
}
