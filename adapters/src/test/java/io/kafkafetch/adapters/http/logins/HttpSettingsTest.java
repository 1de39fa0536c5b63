package io.kafkafetch.adapters.http.logins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HttpSettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void theDefaultsAreThese() {
        assertThat(HttpSettings.DEFAULT)
                .isEqualTo(new HttpSettings(
                        1_048_576,
                        16_777_216,
                        33_554_432,
                        67_108_864,
                        256,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(20),
                        10_000,
                        Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    void aValueOutOfItsRangeIsRefused(Supplier<HttpSettings> settings) {
        assertThatThrownBy(settings::get)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not within");
    }

    static Stream<Supplier<HttpSettings>> outOfRange() {
        int event = 1_024;
        return Stream.of(
                () -> sizes(1_023, 2_048, 2_048, 2_048),
                () -> sizes(16_777_217, 33_554_434, 33_554_434, 33_554_434),
                () -> sizes(event, 1_023, 2_048, 2_048),
                () -> sizes(event, 2_048, 2_047, 2_048),
                () -> sizes(event, 2_048, 2_048, 2_047),
                () -> sizes(event, 2_048, 1_073_741_825, 2_048),
                () -> others(0, SECOND, SECOND, SECOND, 1, SECOND),
                () -> others(1, Duration.ofMillis(99), SECOND, SECOND, 1, SECOND),
                () -> others(1, SECOND, Duration.ofHours(2), SECOND, 1, SECOND),
                () -> others(1, SECOND, SECOND, Duration.ofMinutes(11), 1, SECOND),
                () -> others(1, SECOND, SECOND, SECOND, 0, SECOND),
                () -> others(1, SECOND, SECOND, SECOND, 1, Duration.ofDays(2)));
    }

    private static HttpSettings sizes(int event, int document, int inFlight, int buffers) {
        return new HttpSettings(event, document, inFlight, buffers, 1, SECOND, SECOND, SECOND, 1, SECOND);
    }

    private static HttpSettings others(
            int requests, Duration event, Duration quiet, Duration append, int keys, Duration life) {
        return new HttpSettings(1_024, 2_048, 2_048, 2_048, requests, event, quiet, append, keys, life);
    }
}
