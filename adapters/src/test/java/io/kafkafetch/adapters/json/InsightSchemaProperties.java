package io.kafkafetch.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.PublishedSchema;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Insights;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.login.LoginEvent;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** The published schema of insights, and what is published of logins. */
class InsightSchemaProperties {

    private static final PublishedSchema SCHEMA = PublishedSchema.of("insight");
    private static final String PEAK = "{\"metric\":\"peak_hour\",\"hour\":19,\"logins\":8123,\"scope\":\"running\","
            + "\"batch\":\"user-login-0@100-149\",\"events\":50,\"rejected\":1}";
    private static final String DEVICE =
            "{\"metric\":\"device_usage\",\"device_type\":\"iOS\",\"percentage\":52.0,\"count\":26,\"scope\":\"batch\","
                    + "\"batch\":\"user-login-0@100-149\",\"events\":50,\"rejected\":1,\"skipped\":2}";
    private static final String REGION =
            "{\"metric\":\"logins_per_region\",\"region\":\"RI\",\"count\":5,\"scope\":\"batch\","
                    + "\"batch\":\"user-login-0@100-149\",\"events\":50,\"rejected\":1}";

    private final InsightEncoder encoder = new InsightEncoder();

    @Property(tries = 300)
    void whatIsPublishedOfLoginsIsDescribed(
            @ForAll("logins") List<LoginEvent> logins,
            @ForAll @LongRange(min = 0) long rejected,
            @ForAll @LongRange(min = 0) long skipped)
            throws IOException {
        LoginCounter counter = new LoginCounter(HourOfDay.UTC);
        logins.forEach(counter::count);
        LoginTally tally = counter.tally();
        List<Insight> insights = Insights.of(tally, tally.hours());
        BatchFields batch = BatchFields.of("user-login-0@0-" + logins.size(), tally.events(), rejected, skipped);

        for (Insight insight : insights) {
            SCHEMA.assertDescribes(encoder.value(insight, batch));
        }
        assertThat(insights.stream().map(Insight::metric).collect(Collectors.toSet()))
                .isEqualTo(Set.copyOf(Metric.ALL));
    }

    @Provide
    Arbitrary<List<LoginEvent>> logins() {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of("RI", "quo\"te", "back\\slash", "\uD83D\uDE00".repeat(256), "a\nb", "unknown"),
                Arbitraries.strings()
                        .withCharRange('!', '~')
                        .withCharRange('\u00c0', '\u00ff')
                        .ofMinLength(1)
                        .ofMaxLength(8));
        return Combinators.combine(names, names, Arbitraries.longs().between(0, LoginEvent.MAX_TIMESTAMP), names)
                .as(LoginEvent::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    @Example
    void membersThatALaterVersionAddsAreTaken() throws IOException {
        for (String json : List.of(PEAK, DEVICE, REGION)) {
            assertThat(SCHEMA.takes(json)).isTrue();
            assertThat(SCHEMA.takes(json.replace("{", "{\"new\":[{}],"))).isTrue();
        }
    }

    @Example
    void whatIsNotAsPublishedIsRefused() throws IOException {
        for (String json : List.of(PEAK, DEVICE, REGION)) {
            for (String member : json.substring(1, json.length() - 1).split(",", -1)) {
                if (!member.startsWith("\"skipped\"")) {
                    String without = json.replace(member, "\"x\":0");
                    assertThat(SCHEMA.takes(without)).as(without).isFalse();
                }
                String name = member.substring(0, member.indexOf(':') + 1);
                for (String other : List.of("null", "[]", "-1", "1.5", "\"\"", "true")) {
                    if (!(name.equals("\"percentage\":") && other.equals("1.5"))) {
                        String wrong = json.replace(member, name + other);
                        assertThat(SCHEMA.takes(wrong)).as(wrong).isFalse();
                    }
                }
            }
        }
        assertThat(SCHEMA.takes(PEAK.replace("peak_hour", "peek_hour"))).isFalse();
        assertThat(SCHEMA.takes(PEAK.replace("running", "batch"))).isFalse();
        assertThat(SCHEMA.takes(PEAK.replace("19", "24"))).isFalse();
        assertThat(SCHEMA.takes(PEAK.replace("0@100-149", "0@100"))).isFalse();
        assertThat(SCHEMA.takes(PEAK.replace(":50", ":0"))).isFalse();
        assertThat(SCHEMA.takes(DEVICE.replace("52.0", "100.01"))).isFalse();
        assertThat(SCHEMA.takes(DEVICE.replace(":2}", ":0}"))).isFalse();
        assertThat(SCHEMA.takes(DEVICE.replace("device_usage", "app_version_usage")))
                .isFalse();
    }
}
