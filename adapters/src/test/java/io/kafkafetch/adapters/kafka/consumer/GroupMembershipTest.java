package io.kafkafetch.adapters.kafka.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupMembershipTest {

    private static Properties configured(GroupMembership membership, int lane, Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        membership.configure(properties, lane);
        return properties;
    }

    private static GroupMembership named(String name) {
        return new GroupMembership(Optional.of(name), true);
    }

    @Test
    void eachLaneHasANameOfItsOwnWhateverIsConfiguredForAll() {
        Map<String, String> shared = Map.of("group.instance.id", "all", "group.protocol", "consumer");

        assertThat(configured(named("pod-7"), 0, shared)).containsEntry("group.instance.id", "pod-7-0");
        assertThat(configured(named("pod-7"), 1, shared)).containsEntry("group.instance.id", "pod-7-1");
        assertThat(configured(GroupMembership.DYNAMIC, 0, shared)).doesNotContainKey("group.instance.id");
    }

    @ParameterizedTest
    @CsvSource({"pod 7, pod_7", "ä, _", "a:b/c, a_b_c", "., ."})
    void aNameIsMadeOfKafkasCharacters(String name, String legal) {
        assertThat(named(name).ofLane(3).orElseThrow())
                .matches("[a-zA-Z0-9._-]{1,249}")
                .startsWith(legal)
                .endsWith("-3");
    }

    @Test
    void namesThatDifferStayDifferent() {
        assertThat(named("pod 7").ofLane(0)).isNotEqualTo(named("pod_7").ofLane(0));
        assertThat(named("x".repeat(300) + "a").ofLane(0))
                .isNotEqualTo(named("x".repeat(300) + "b").ofLane(0));
        assertThat(named("x".repeat(300)).ofLane(63).orElseThrow()).hasSizeLessThan(250);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "CLASSIC"})
    void aSilentMemberIsMissedAfterTenSeconds(String protocol) {
        assertThat(configured(GroupMembership.DYNAMIC, 0, Map.of("group.protocol", protocol)))
                .containsEntry("session.timeout.ms", "10000")
                .containsEntry("heartbeat.interval.ms", "2000");
        assertThat(configured(named("a"), 0, Map.of())).containsEntry("session.timeout.ms", "10000");
    }

    @Test
    void whatIsConfiguredHolds() {
        assertThat(configured(named("a"), 0, Map.of("session.timeout.ms", "6000")))
                .containsEntry("session.timeout.ms", "6000")
                .doesNotContainKey("heartbeat.interval.ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "CONSUMER"})
    void withTheConsumerProtocolTheBrokerSaysSo(String protocol) {
        assertThat(configured(named("a"), 0, Map.of("group.protocol", protocol)))
                .doesNotContainKeys("session.timeout.ms", "heartbeat.interval.ms");
    }

    @Test
    void whoReturnsStaysAMemberAndAllOthersLeave() {
        assertThat(named("a").onClose()).isEqualTo(GroupMembershipOperation.DEFAULT);
        assertThat(new GroupMembership(Optional.of("a"), false).onClose())
                .isEqualTo(GroupMembershipOperation.LEAVE_GROUP);
        assertThat(GroupMembership.DYNAMIC.onClose()).isEqualTo(GroupMembershipOperation.LEAVE_GROUP);
    }
}
