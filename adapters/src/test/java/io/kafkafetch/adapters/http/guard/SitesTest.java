package io.kafkafetch.adapters.http.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SitesTest {

    private static final Sites ON_LOOPBACK = Sites.of("127.0.0.1", List.of(), List.of());
    private static final Sites ON_ALL = Sites.of("0.0.0.0", List.of(), List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8080",
                "localhost.",
                "app.localhost:8080",
                "127.0.0.1",
                "127.9.8.7:80",
                "[::1]",
                "[::1]:8080",
                "[0:0:0:0:0:0:0:1]"
            })
    void loopbackNamesAreAlwaysHosts(String host) {
        assertThat(ON_LOOPBACK.isHost(authority(host))).isTrue();
        assertThat(ON_ALL.isHost(authority(host))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "evil-localhost",
                "127.0.0.1.evil.example",
                "10.0.0.5",
                "[fe80::1]",
                "kafka-fetch"
            })
    void onLoopbackNothingElseIs(String host) {
        assertThat(ON_LOOPBACK.isHost(authority(host))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5:8080, true",
        "[fd00::7]:8080, true",
        "kafka-fetch:8080, true",
        "evil.example, false",
        "10.0.0.5.nip.example, false",
        "kafka-fetch.evil.example, false"
    })
    void onAllAddressesWhatNoForeignPageCanBeCalledIsAHost(String host, boolean is) {
        assertThat(ON_ALL.isHost(authority(host))).isEqualTo(is);
        assertThat(Sites.of("::", List.of(), List.of()).isHost(authority(host))).isEqualTo(is);
    }

    @Test
    void whatIsServedAtIsAHost() {
        assertThat(Sites.of("logins.internal", List.of(), List.of()).isHost(authority("Logins.internal:8080")))
                .isTrue();
        assertThat(Sites.of("10.0.0.5", List.of(), List.of()).isHost(authority("10.0.0.5:8080")))
                .isTrue();
        assertThat(Sites.of("10.0.0.5", List.of(), List.of()).isHost(authority("10.0.0.6:8080")))
                .isFalse();
        assertThat(Sites.of("fd00::7", List.of(), List.of()).isHost(authority("[fd00::7]:8080")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "logins.example.com, logins.example.com:443, true",
        "Logins.Example.com, LOGINS.example.COM., true",
        "logins.example.com, other.example.com, false",
        "logins.example.com, xlogins.example.com, false",
        "*.example.com, logins.example.com, true",
        "*.example.com, a.b.example.com, true",
        "*.example.com, example.com, false",
        "*.example.com, evilexample.com, false",
        "*.example.com, example.com.evil.test, false",
        "*, whatever.test, true"
    })
    void whatIsConfiguredIsAHost(String configured, String host, boolean is) {
        assertThat(Sites.of("127.0.0.1", List.of(configured), List.of()).isHost(authority(host)))
                .isEqualTo(is);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, localhost:8080, true",
        "HTTP://LocalHost:8080, localhost:8080, true",
        "http://localhost:8081, localhost:8080, false",
        "http://localhost, localhost:80, true",
        "https://logins.example.com, logins.example.com, true",
        "https://logins.example.com, logins.example.com:443, true",
        "https://logins.example.com:8443, logins.example.com, false",
        "http://evil.example, localhost:8080, false",
        "http://localhost:8080.evil.example, localhost:8080, false",
        "http://localhost:8080@evil.example, localhost:8080, false",
        "http://localhost:8080/, localhost:8080, false",
        "null, localhost:8080, false",
        "file://, localhost:8080, false",
        "chrome-extension://localhost:8080, localhost:8080, false",
        "'', localhost:8080, false"
    })
    void aPageMaySendToItsOwnHostAlone(String origin, String host, boolean may) {
        assertThat(ON_LOOPBACK.maySend(origin, authority(host))).isEqualTo(may);
    }

    @Test
    void aConfiguredOriginMaySendToo() {
        Sites sites = Sites.of("127.0.0.1", List.of(), List.of("https://Logins.example.com"));

        assertThat(sites.maySend("https://logins.example.com", authority("localhost:8080")))
                .isTrue();
        assertThat(sites.maySend("http://logins.example.com", authority("localhost:8080")))
                .isFalse();
        assertThat(Sites.of("127.0.0.1", List.of(), List.of("*")).maySend("null", authority("localhost")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://a.example",
                "a.example:80",
                "a.example:",
                "a b",
                "*.",
                "a.*",
                "a/b",
                "*a.example",
                "ä.example"
            })
    void whatIsNoHostNameCannotBeConfigured(String host) {
        assertThatThrownBy(() -> Sites.of("127.0.0.1", List.of(host), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.example",
                "ftp://a.example",
                "https://",
                "https://a.example/",
                "https://a.example/x",
                "null"
            })
    void whatIsNoOriginCannotBeConfigured(String origin) {
        assertThatThrownBy(() -> Sites.of("127.0.0.1", List.of(), List.of(origin)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Authority authority(String text) {
        return Authority.parse(text).orElseThrow();
    }
}
