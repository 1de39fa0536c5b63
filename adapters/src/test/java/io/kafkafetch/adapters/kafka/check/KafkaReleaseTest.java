package io.kafkafetch.adapters.kafka.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.server.common.MetadataVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KafkaReleaseTest {

    @ParameterizedTest
    @EnumSource
    void aLevelIsOfTheReleaseThatKafkaSaysItIs(MetadataVersion version) {
        assertThat(KafkaRelease.of(version.featureLevel()))
                .isIn(version.shortVersion(), version.featureLevel() < 7 ? "before 3.3" : "");
    }
}
