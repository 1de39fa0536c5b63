package io.kafkafetch.adapters.broker;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BrokerLibrariesTest {

    @Test
    void hereIsABroker() {
        assertThatCode(BrokerLibraries::require).doesNotThrowAnyException();
    }

    @Test
    void whereItIsLeftOutThatIsSaid() {
        assertThatThrownBy(() -> BrokerLibraries.require(ClassLoader.getPlatformClassLoader()))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining("docker compose up");
    }
}
