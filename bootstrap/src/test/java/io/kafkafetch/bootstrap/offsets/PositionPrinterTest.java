package io.kafkafetch.bootstrap.offsets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.adapters.kafka.input.Incarnation;
import io.kafkafetch.adapters.kafka.repositioning.GroupMember;
import io.kafkafetch.adapters.kafka.repositioning.GroupState;
import io.kafkafetch.application.position.Committed;
import io.kafkafetch.application.position.Condition;
import io.kafkafetch.application.position.PartitionState;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class PositionPrinterTest {

    private static final Uuid NOW = new Uuid(7, 7);
    private static final Uuid BEFORE = new Uuid(8, 8);

    private static PartitionState state(int number, Optional<Committed> committed) {
        return new PartitionState(new Partition("user-login", number), NOW.toString(), committed, 5, 100);
    }

    private static Committed at(long position, String zone, Uuid life) {
        return new Committed(
                position, Optional.of(HourCounts.EMPTY), zone, true, life.toString(), "topic=" + life + "/1");
    }

    private static final GroupState ALL = new GroupState(
            new Incarnation(NOW, 6),
            List.of(
                    state(0, Optional.of(at(90, "UTC", NOW))),
                    state(1, Optional.empty()),
                    state(2, Optional.of(at(2, "UTC", NOW))),
                    state(3, Optional.of(at(101, "Europe/Berlin", NOW))),
                    state(4, Optional.of(at(50, "UTC", BEFORE))),
                    state(5, Optional.of(new Committed(7, Optional.empty(), "", false, "", "")))),
            List.of(new GroupMember("host-1-0", Set.of(new Partition("user-login", 0)))));

    @Test
    void peopleReadATableAndWhatKeepsAServiceFromGoingOn() {
        List<String> lines = PositionPrinter.table(ALL, "kafka-fetch", "UTC", new Terminal(false, 120, false, true));

        assertThat(lines.subList(0, 2))
                .containsExactly(
                        "partition     position  end  lag  logins  owner", //
                        "user-login-0        90  100   10       0  host-1-0");
        assertThat(sentences(lines.subList(9, lines.size())))
                .containsExactly(
                        "group kafka-fetch: 1 member",
                        "topic id " + NOW + ", hours in Europe/Berlin, UTC",
                        "note: user-login-1: nothing is committed, so reading begins where KAFKA_AUTO_OFFSET_RESET says. If the broker has forgotten the group, offsets restore finds its positions in the tallies",
                        "note: user-login-2: 3 records, offsets 2 to 4, were deleted before they were read: they are in no insight",
                        "note: user-login-3: the position is beyond the end, so nothing is read. The topic has lost records that were counted, or the position is another topic's; use offsets reset or restart",
                        "note: user-login-4: the position is of topic id " + BEFORE
                                + ". The topic was deleted and created again; use offsets restart",
                        "note: user-login-3: hours of another zone than ZONE=UTC: no service with this ZONE continues them; offsets rezone counts them in it",
                        "note: user-login-5: a state that this version cannot read: it is of a later version, or damaged");
    }

    /** Lines that go on in the next one are one. */
    private static List<String> sentences(List<String> lines) {
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        return String.join("\n", lines).replace("\n  ", " ").lines().toList();
    }

    @Test
    void programsReadLinesAsTheirSchemaSays() throws IOException {
        JsonMapper json = new JsonMapper();
        JsonNode schema = json.readTree(
                Path.of("..", "docs", "schema", "offsets-line.schema.json").toFile());
        List<JsonNode> lines = new ArrayList<>();
        for (String line : PositionPrinter.jsonLines(ALL)) {
            lines.add(json.readTree(line));
        }

        assertThat(lines).hasSize(6).allSatisfy(line -> {
            assertThat(names(line)).isEqualTo(texts(schema.path("required")));
            assertThat(names(line)).isEqualTo(names(schema.path("properties")));
        });
        assertThat(texts(schema.at("/properties/standing/enum")))
                .isEqualTo(
                        Arrays.stream(Condition.values()).map(Condition::text).toList());
        assertThat(lines.getFirst().path("hours")).hasSize(HourCounts.HOURS);
        assertThat(lines.get(1).path("position").isNull()).isTrue();
        assertThat(lines.get(4).path("standing").asText()).isEqualTo("recreated");
        assertThat(lines.get(4).path("topic_id").asText()).isEqualTo(BEFORE.toString());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
