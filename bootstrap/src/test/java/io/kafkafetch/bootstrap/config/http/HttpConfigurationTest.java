package io.kafkafetch.bootstrap.config.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.settings.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpConfigurationTest {

    private static final int MEBIBYTE = 1 << 20;

    /** Each setting's property and its variable. */
    static final Map<String, String> VARIABLES = Arrays.stream(HttpConfiguration.class.getRecordComponents())
            .map(component -> component.getName().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT))
            .collect(Collectors.toMap(
                    Function.identity(), name -> name.replace('-', '_').toUpperCase(Locale.ROOT)));

    private static HttpConfiguration of(Map<String, String> texts) {
        return HttpConfiguration.of(Settings.of(texts), HttpSettings.DEFAULT);
    }

    @Test
    void everySettingHasTheDefaultOfTheAdapter() {
        assertThat(of(Map.of()).settings(MEBIBYTE)).isEqualTo(HttpSettings.DEFAULT);
        assertThat(of(Map.of()).spoolMaxBytes()).isEqualTo(1_073_741_824);
    }

    @Test
    void everySettingHasAName() {
        assertThat(of(Map.ofEntries(
                        Map.entry("http-document-bytes", "2MB"),
                        Map.entry("http-in-flight-bytes", "3MB"),
                        Map.entry("http-buffer-bytes", "4MB"),
                        Map.entry("http-requests", "5"),
                        Map.entry("http-requests-per-address", "12"),
                        Map.entry("http-event-timeout", "6s"),
                        Map.entry("http-quiet-timeout", "7s"),
                        Map.entry("http-append-timeout", "8s"),
                        Map.entry("http-request-age", "13s"),
                        Map.entry("http-least-rate", "14"),
                        Map.entry("http-events", "15"),
                        Map.entry("http-unpacked-bytes", "16MB"),
                        Map.entry("http-unpacked-ratio", "17"),
                        Map.entry("idempotency-keys", "9"),
                        Map.entry("idempotency-window", "10s"),
                        Map.entry("spool-max-bytes", "11MB"))))
                .isEqualTo(new HttpConfiguration(
                        2 * MEBIBYTE,
                        3 * MEBIBYTE,
                        4 * MEBIBYTE,
                        5,
                        12,
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(13),
                        14,
                        15,
                        16 * MEBIBYTE,
                        17,
                        9,
                        Duration.ofSeconds(10),
                        11 * MEBIBYTE));
        assertThat(VARIABLES.keySet()).hasSize(16);
    }

    @Test
    void oneAddressHasThreeQuartersOfTheRequestsUnlessSaidOtherwise() {
        assertThat(of(Map.of("http-requests", "1")).httpRequestsPerAddress()).isEqualTo(1);
        assertThat(of(Map.of("http-requests", "100000")).httpRequestsPerAddress())
                .isEqualTo(75_000);
        assertThat(of(Map.of("http-requests-per-address", "")).httpRequestsPerAddress())
                .isEqualTo(192);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    http-document-bytes  | 1MB     | HTTP_DOCUMENT_BYTES=1048576 cannot be used: expected a size from that of MAX_EVENT_BYTES to 256MB
                    http-document-bytes  | 257MB   | HTTP_DOCUMENT_BYTES=257MB cannot be used: expected a size from that of MAX_EVENT_BYTES to 256MB
                    http-in-flight-bytes | 3MB     | HTTP_IN_FLIGHT_BYTES=3145728 cannot be used: expected a size from twice that of MAX_EVENT_BYTES to 1GB
                    http-in-flight-bytes | 1025MB  | HTTP_IN_FLIGHT_BYTES=1025MB cannot be used: expected a size from twice that of MAX_EVENT_BYTES to 1GB
                    http-buffer-bytes    | 15MB    | HTTP_BUFFER_BYTES=15728640 cannot be used: expected a size from that of HTTP_DOCUMENT_BYTES to 1GB
                    http-buffer-bytes    | 4GB     | HTTP_BUFFER_BYTES=4GB cannot be used: expected a size from that of HTTP_DOCUMENT_BYTES to 1GB
                    http-requests        | 0       | HTTP_REQUESTS=0 cannot be used: expected a whole number from 1 to 100000
                    http-requests        | 100001  | HTTP_REQUESTS=100001 cannot be used: expected a whole number from 1 to 100000
                    http-requests        | many    | HTTP_REQUESTS=many cannot be used: expected a whole number from 1 to 100000
                    http-event-timeout   | 99ms    | HTTP_EVENT_TIMEOUT=99ms cannot be used: expected a duration from 100ms to 1h, such as 30s
                    http-quiet-timeout   | 61m     | HTTP_QUIET_TIMEOUT=61m cannot be used: expected a duration from 100ms to 1h, such as 30s
                    http-append-timeout  | 11m     | HTTP_APPEND_TIMEOUT=11m cannot be used: expected a duration from 100ms to 10m, such as 20s
                    http-requests-per-address | 0  | HTTP_REQUESTS_PER_ADDRESS=0 cannot be used: expected a whole number from 1 to 100000
                    http-request-age     | 999ms   | HTTP_REQUEST_AGE=999ms cannot be used: expected a duration from 1s to 7d, such as 1h
                    http-least-rate      | 2MB     | HTTP_LEAST_RATE=2MB cannot be used: expected a size from 0 (any rate) to 1MB, such as 500
                    http-events          | 0       | HTTP_EVENTS=0 cannot be used: expected a whole number from 1 to 1000000000
                    http-unpacked-bytes  | 1KB     | HTTP_UNPACKED_BYTES=1KB cannot be used: expected a size from 1MB to 1024GB
                    http-unpacked-ratio  | 1101    | HTTP_UNPACKED_RATIO=1101 cannot be used: expected a whole number from 1 to 1100
                    idempotency-keys     | 0       | IDEMPOTENCY_KEYS=0 cannot be used: expected a whole number from 1 to 1000000
                    idempotency-window   | 25h     | IDEMPOTENCY_WINDOW=25h cannot be used: expected a duration from 1s to 24h, such as 10m
                    spool-max-bytes      | 1023KB  | SPOOL_MAX_BYTES=1023KB cannot be used: expected a size from 1MB to 1024GB
                    """)
    void aValueThatCannotBeUsedIsTold(String name, String value, String message) {
        assertThatThrownBy(() -> of(Map.of(name, value)).settings(2 * MEBIBYTE))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(message);
    }

    @Test
    void theEdgesOfARangeAreWithinIt() {
        assertThat(List.of(
                        of(Map.of("http-document-bytes", "256MB", "http-buffer-bytes", "1GB")),
                        of(Map.of("http-in-flight-bytes", "1GB", "http-requests", "100000")),
                        of(Map.of("http-event-timeout", "1h", "http-append-timeout", "100ms"))))
                .allSatisfy(configuration ->
                        assertThat(configuration.settings(MEBIBYTE)).isNotNull());
    }
}
