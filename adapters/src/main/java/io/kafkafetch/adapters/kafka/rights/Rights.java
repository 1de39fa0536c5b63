package io.kafkafetch.adapters.kafka.rights;

import static io.kafkafetch.adapters.kafka.rights.Resource.DLQ_LOG_TOPIC;
import static io.kafkafetch.adapters.kafka.rights.Resource.DLQ_TOPIC;
import static io.kafkafetch.adapters.kafka.rights.Resource.FILE_GROUP;
import static io.kafkafetch.adapters.kafka.rights.Resource.GROUP;
import static io.kafkafetch.adapters.kafka.rights.Resource.INPUT_TOPIC;
import static io.kafkafetch.adapters.kafka.rights.Resource.OUTPUT_TOPIC;
import static io.kafkafetch.adapters.kafka.rights.Resource.ROLLUPS_TOPIC;
import static io.kafkafetch.adapters.kafka.rights.Resource.ROLLUP_GROUP;
import static io.kafkafetch.adapters.kafka.rights.Resource.TALLIES_TOPIC;
import static io.kafkafetch.adapters.kafka.rights.Resource.TRANSACTIONAL_IDS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;

/** The rights that a secured cluster has to grant, which imply {@code Describe} where they are {@code Read} or {@code Write}. */
public final class Rights {

    /** A row of the table: one operation on some resources. */
    private record Row(Use use, String purpose, AclOperation operation, List<Resource> resources) {

        Stream<Right> rights() {
            return resources.stream().map(resource -> new Right(resource, operation));
        }

        String markdown() {
            String on = resources.stream().map(Resource::markdown).collect(Collectors.joining(", "));
            return "| " + on + " | " + rights().findFirst().orElseThrow().operationText() + " | " + purpose + " |\n";
        }
    }

    private static final List<Row> TABLE = List.of(
            row(Use.READING, "joining, offsets", READ, GROUP),
            row(Use.READING, "consuming, committing offsets", READ, INPUT_TOPIC),
            row(Use.PUBLISHING, "publishing", WRITE, OUTPUT_TOPIC, DLQ_TOPIC),
            row(Use.PUBLISHING, "transactions", WRITE, TRANSACTIONAL_IDS),
            row(
                    Use.WARNINGS,
                    "optional, of those in use: `run` warns of a compacted topic, and if a dead letter may not fit;"
                            + " `check` shows more",
                    DESCRIBE_CONFIGS,
                    INPUT_TOPIC,
                    OUTPUT_TOPIC,
                    DLQ_TOPIC,
                    DLQ_LOG_TOPIC,
                    TALLIES_TOPIC,
                    ROLLUPS_TOPIC),
            row(Use.LIVE_PAGE, "the live page; not with `LIVE_VIEW=false`", READ, OUTPUT_TOPIC, DLQ_TOPIC),
            row(
                    Use.FILE,
                    "only for a file into Kafka, whose position is there; in place of the first two rows",
                    READ,
                    FILE_GROUP,
                    OUTPUT_TOPIC),
            row(Use.SENDING, "only for `generate`, and `SOURCE=http`", WRITE, INPUT_TOPIC),
            row(Use.TALLIES, "only with `ROLLUPS=on` or `elsewhere`", WRITE, TALLIES_TOPIC),
            row(Use.TALLIES, "only with `ROLLUPS=on` or `elsewhere`", READ, ROLLUPS_TOPIC),
            row(Use.MERGING, "only with `ROLLUPS=on`", READ, ROLLUP_GROUP, TALLIES_TOPIC),
            row(Use.MERGING, "only with `ROLLUPS=on`", WRITE, ROLLUPS_TOPIC),
            row(Use.VERIFYING, "only for `verify`, which writes nothing", DESCRIBE, GROUP),
            row(
                    Use.VERIFYING,
                    "only for `verify`, which writes nothing",
                    READ,
                    INPUT_TOPIC,
                    OUTPUT_TOPIC,
                    DLQ_TOPIC,
                    TALLIES_TOPIC,
                    ROLLUPS_TOPIC),
            row(
                    Use.LETTERS,
                    "for `dlq`; optional for `run`: how many dead letters are open",
                    READ,
                    DLQ_TOPIC,
                    DLQ_LOG_TOPIC),
            row(
                    Use.REPLAYING,
                    "only for `dlq replay`, `park` and `discard`, and replays by HTTP",
                    WRITE,
                    DLQ_LOG_TOPIC,
                    TRANSACTIONAL_IDS),
            row(Use.REPLAYING, "only for `dlq replay`, and replays by HTTP", WRITE, INPUT_TOPIC),
            row(
                    Use.REPLAYING,
                    "only for `dlq replay` and replays by HTTP: records that their dead letters left out, and `--canary`",
                    READ,
                    INPUT_TOPIC,
                    GROUP),
            row(Use.POSITIONS, "only for `offsets show`", DESCRIBE, GROUP, INPUT_TOPIC),
            row(Use.MOVING, "only for `offsets reset`, `restart`, `restore` and `rezone`", READ, GROUP, INPUT_TOPIC),
            row(Use.RESTORING, "only for `offsets restore`, and `rezone` with `ROLLUPS`", READ, TALLIES_TOPIC),
            row(
                    Use.CREATING,
                    "only with `CREATE_TOPICS=true`, of those in use; or on the cluster",
                    CREATE,
                    INPUT_TOPIC,
                    OUTPUT_TOPIC,
                    DLQ_TOPIC,
                    DLQ_LOG_TOPIC,
                    TALLIES_TOPIC,
                    ROLLUPS_TOPIC));

    private static final Set<Use> OF_TOPICS_IN_USE = Set.of(Use.WARNINGS, Use.CREATING);

    private Rights() {}

    /**
     * All that are needed for these uses, each once, in the order of the table. Configurations are looked at and topics
     * created of those topics alone that another use needs.
     */
    public static List<Right> of(Set<Use> uses) {
        Set<Resource> used = TABLE.stream()
                .filter(row -> uses.contains(row.use()) && !OF_TOPICS_IN_USE.contains(row.use()))
                .flatMap(row -> row.resources().stream())
                .collect(Collectors.toSet());
        return TABLE.stream()
                .filter(row -> uses.contains(row.use()))
                .flatMap(row -> row.rights()
                        .filter(right -> !OF_TOPICS_IN_USE.contains(row.use()) || used.contains(right.resource())))
                .distinct()
                .toList();
    }

    /** The table of docs/CONFIGURATION.md. */
    public static String markdown() {
        return "| Resource | Operation | For |\n|---|---|---|\n"
                + TABLE.stream().map(Row::markdown).collect(Collectors.joining());
    }

    private static Row row(Use use, String purpose, AclOperation operation, Resource... resources) {
        return new Row(use, purpose, operation, Arrays.asList(resources));
    }
}
