package io.kafkafetch.adapters.file.ledger;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A sink's state as JSON, the content of {@code checkpoint.json}. Written for people too: who looks after a service reads
 * in it how far it is.
 *
 * @param zone id of the zone the hours are counted in; hours of another zone cannot be continued
 */
record SinkStateJson(String zone) {

    /** Raised with every change that an earlier version could not read. */
    static final String FORMAT = "kafka-fetch-sink/1";

    /** Of a directory with tallies, which an earlier version would leave behind. */
    static final String FORMAT_WITH_TALLIES = "kafka-fetch-sink/2";

    private static final JsonFactory JSON = new JsonFactory();

    /** Why a state cannot be continued, and how to fix it. */
    static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        private final String remedy;

        UnreadableException(String problem, String remedy) {
            super(problem);
            this.remedy = remedy;
        }

        String problem() {
            return String.valueOf(getMessage());
        }

        String remedy() {
            return remedy;
        }
    }

    byte[] write(SinkState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("format", state.tallies().isPresent() ? FORMAT_WITH_TALLIES : FORMAT);
            json.writeStringField("zone", zone);
            writeEnd(json, "insights", state.insights());
            writeEnd(json, "dead_letters", state.deadLetters());
            if (state.tallies().isPresent()) {
                writeEnd(json, "tallies", state.tallies().get());
            }
            json.writeArrayFieldStart("partitions");
            for (Partition partition : sorted(state.checkpoints().keySet())) {
                writeCheckpoint(json, partition, state.checkpoints().getOrDefault(partition, Checkpoint.BEGINNING));
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) { // writing to memory does not fail
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws UnreadableException if it was written by a later version, in another zone, or is damaged */
    SinkState read(byte[] json) throws UnreadableException {
        try {
            StrictJson.Members state = StrictJson.read(json);
            String format = state.text("format");
            if (!format.equals(FORMAT) && !format.equals(FORMAT_WITH_TALLIES)) {
                throw new UnreadableException(
                        "its checkpoint.json is of format " + format + ", and this version reads " + FORMAT + " and "
                                + FORMAT_WITH_TALLIES,
                        "Run the version that wrote it, or use another directory");
            }
            String counted = state.text("zone");
            if (!counted.equals(zone)) {
                throw new UnreadableException(
                        "its running hours were counted in zone " + counted + ", and the service is configured for "
                                + zone,
                        "Set ZONE=" + counted + ", or use another directory to start a new count");
            }
            Optional<SegmentEnd> tallies =
                    state.has("tallies") ? Optional.of(end(state.object("tallies"))) : Optional.empty();
            return new SinkState(
                    end(state.object("insights")), end(state.object("dead_letters")), tallies, checkpoints(state));
        } catch (IllegalArgumentException damaged) {
            throw new UnreadableException(
                    "its checkpoint.json is damaged (" + damaged.getMessage() + ")",
                    "Put a sound copy back, or use another directory to start a new count");
        }
    }

    private static void writeEnd(JsonGenerator json, String name, SegmentEnd end) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("segment", end.number());
        json.writeNumberField("length", end.length());
        json.writeEndObject();
    }

    private static void writeCheckpoint(JsonGenerator json, Partition partition, Checkpoint checkpoint)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("topic", partition.stream());
        json.writeNumberField("partition", partition.number());
        json.writeNumberField("position", checkpoint.position());
        json.writeFieldName("hours");
        long[] hours = checkpoint.running().stream().toArray();
        json.writeArray(hours, 0, hours.length);
        json.writeStringField("bookmark", checkpoint.bookmark());
        json.writeEndObject();
    }

    private static SegmentEnd end(StrictJson.Members end) {
        return new SegmentEnd(end.smallNumber("segment"), end.number("length"));
    }

    private static Map<Partition, Checkpoint> checkpoints(StrictJson.Members state) {
        Map<Partition, Checkpoint> checkpoints = new HashMap<>();
        for (StrictJson.Members each : state.objects("partitions")) {
            Partition partition = new Partition(each.text("topic"), each.smallNumber("partition"));
            Checkpoint checkpoint = new Checkpoint(
                    each.number("position"), HourCounts.of(each.numbers("hours")), each.text("bookmark"));
            if (checkpoints.put(partition, checkpoint) != null) {
                throw new IllegalArgumentException(partition + " is there twice");
            }
        }
        return checkpoints;
    }

    private static List<Partition> sorted(Set<Partition> partitions) {
        return partitions.stream()
                .sorted(Comparator.comparing(Partition::stream).thenComparingInt(Partition::number))
                .toList();
    }
}
