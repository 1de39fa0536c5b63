package io.kafkafetch.adapters.http.logins.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                        192,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(20),
                        10_000,
                        Duration.ofMinutes(10),
                        new BodyBounds(10_000_000, 1_073_741_824, 100, Duration.ofHours(1), 500)));
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

    @ParameterizedTest
    @CsvSource(textBlock = """
            # heap MiB, event KiB, document KiB, in flight KiB, buffers KiB
              4096,     1024,      16384,        32768,         65536
               512,     1024,      16384,        32768,         65536
               256,     1024,       8192,        16384,         32768
               128,     1024,       4096,         8192,         16384
                96,     1024,       3072,         6144,         12288
                32,     4096,       4096,         8192,          4096
            """)
    void theDefaultsFitTheHeap(int heap, int event, int document, int inFlight, int buffers) {
        HttpSettings settings = HttpSettings.forHeap((long) heap << 20, event << 10);

        assertThat(settings.documentBytes()).isEqualTo(document << 10);
        assertThat(settings.inFlightBytes()).isEqualTo(inFlight << 10);
        assertThat(settings.bufferBytes()).isEqualTo(buffers << 10);
    }

    @Test
    void inALargeHeapTheyAreTheDefaults() {
        assertThat(HttpSettings.forHeap(1L << 34, 1 << 20)).isEqualTo(HttpSettings.DEFAULT);
    }

    static Stream<Supplier<BodyBounds>> boundsOutOfRange() {
        Duration hour = Duration.ofHours(1);
        return Stream.of(
                () -> new BodyBounds(0, 1 << 20, 1, hour, 0),
                () -> new BodyBounds(1, (1 << 20) - 1, 1, hour, 0),
                () -> new BodyBounds(1, 1 << 20, 0, hour, 0),
                () -> new BodyBounds(1, 1 << 20, 1_101, hour, 0),
                () -> new BodyBounds(1, 1 << 20, 1, Duration.ofMillis(999), 0),
                () -> new BodyBounds(1, 1 << 20, 1, hour, -1),
                () -> new BodyBounds(1, 1 << 20, 1, hour, (1 << 20) + 1));
    }

    @ParameterizedTest
    @MethodSource("boundsOutOfRange")
    void aBoundOutOfItsRangeIsRefused(Supplier<BodyBounds> bounds) {
        assertThatThrownBy(bounds::get)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not within");
    }

    private static HttpSettings sizes(int event, int document, int inFlight, int buffers) {
        return new HttpSettings(
                event, document, inFlight, buffers, 1, 1, SECOND, SECOND, SECOND, 1, SECOND, BodyBounds.DEFAULT);
    }

    private static HttpSettings others(
            int requests, Duration event, Duration quiet, Duration append, int keys, Duration life) {
        return new HttpSettings(
                1_024, 2_048, 2_048, 2_048, requests, 1, event, quiet, append, keys, life, BodyBounds.DEFAULT);
    }
}
