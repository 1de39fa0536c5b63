package io.kafkafetch.bootstrap.config.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.settings.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteConfigurationTest {

    /** Each setting's property and its variable. */
    static final Map<String, String> VARIABLES =
            Map.of("http-allowed-hosts", "HTTP_ALLOWED_HOSTS", "http-allowed-origins", "HTTP_ALLOWED_ORIGINS");

    private static SiteConfiguration of(Map<String, String> texts) {
        return SiteConfiguration.of(Settings.of(texts));
    }

    @Test
    void byDefaultThereIsNothingBesideThisMachinesNames() {
        assertThat(of(Map.of())).isEqualTo(new SiteConfiguration(List.of(), List.of()));
    }

    @Test
    void severalAreSeparatedByCommas() {
        assertThat(of(Map.of(
                        "http-allowed-hosts",
                        " logins.example.com, *.internal,",
                        "http-allowed-origins",
                        "https://logins.example.com,http://a.example:81")))
                .isEqualTo(new SiteConfiguration(
                        List.of("logins.example.com", "*.internal"),
                        List.of("https://logins.example.com", "http://a.example:81")));
    }

    @ParameterizedTest
    @CsvSource({
        "http-allowed-hosts, http://a.example, HTTP_ALLOWED_HOSTS",
        "http-allowed-hosts, a.example:80, HTTP_ALLOWED_HOSTS",
        "http-allowed-origins, a.example, HTTP_ALLOWED_ORIGINS",
        "http-allowed-origins, https://a.example/, HTTP_ALLOWED_ORIGINS"
    })
    void whatCannotBeUsedIsNamed(String name, String value, String variable) {
        assertThatThrownBy(() -> of(Map.of(name, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(variable + "=" + value + " cannot be used: expected ");
    }
}
