package io.kafkafetch.bootstrap.config.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.process.UserError;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

    @Test
    void aPortOrAnyFreeOneIsTaken() {
        assertThat(ServerAddress.of("127.0.0.1", "8080")).isEqualTo(new ServerAddress("127.0.0.1", 8080));
        assertThat(ServerAddress.of("0.0.0.0", "-1").port()).isEqualTo(-1);
        assertThat(ServerAddress.of("localhost", "65535").port()).isEqualTo(65_535);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "65536", "-2", "99999999999"})
    void anotherPortIsToldInTheVariablesWords(String port) {
        assertThatThrownBy(() -> ServerAddress.of("127.0.0.1", port))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("HTTP_PORT=" + port
                        + " cannot be used: expected a port from 1 to 65535, or -1 for any free one");
    }

    @Test
    void aHostThatHasNoAddressIsTold() {
        assertThatThrownBy(() -> ServerAddress.of("no host", "8080"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("HTTP_HOST=no host cannot be used: expected an address");
    }

    @Test
    void aRefusalNamesWhereAndWhyAndHowToMendIt() {
        assertThat(new ServerAddress("127.0.0.1", 8080).refused(Optional.of("Address already in use")))
                .hasMessageStartingWith(
                        "HTTP cannot be served at 127.0.0.1:8080 (Address already in use): set HTTP_PORT")
                .returns(3, UserError::exitCode);
    }
}
