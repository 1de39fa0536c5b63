package io.kafkafetch.adapters.kafka.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartPolicyTest {

    @Test
    void itTakesWhatAConsumerTakes() {
        assertThat(StartPolicy.of("earliest")).isEqualTo(StartPolicy.EARLIEST);
        assertThat(StartPolicy.of("latest").kind()).isEqualTo(StartPolicy.Kind.LATEST);
        assertThat(StartPolicy.of("none").kind()).isEqualTo(StartPolicy.Kind.NONE);
        assertThat(StartPolicy.of("by_duration:PT24H"))
                .isEqualTo(new StartPolicy(StartPolicy.Kind.BY_DURATION, Duration.ofHours(24)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Earliest!", "beginning", "by_duration:", "by_duration:24h", "by_duration:-PT1S", "PT1H"})
    void anythingElseIsRefused(String value) {
        assertThatThrownBy(() -> StartPolicy.of(value)).isInstanceOf(IllegalArgumentException.class);
    }
}
