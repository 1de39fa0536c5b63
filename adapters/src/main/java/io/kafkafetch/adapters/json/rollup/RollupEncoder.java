package io.kafkafetch.adapters.json.rollup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.rollup.Reach;
import io.kafkafetch.application.rollup.Rollups;
import io.kafkafetch.application.rollup.Standing;
import io.kafkafetch.domain.insight.Insight.PeakHour;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTotal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Writes totals as JSON in UTF-8, an object a window, and one for all of it. Thread-safe.
 *
 * <pre>{@code
 * PT1H/2023-09-13T16:00:00Z  {"format":"kafka-fetch-rollup/1","window":"PT1H","start":"2023-09-13T16:00:00Z","zone":"UTC",
 *   "logins":3,"hours":{"16":3},"by":{"region":{"names":{"RI":2},"others":1},…},"coarse":0,"peak":{"hour":16,"logins":3},
 *   "rejected":1}
 * all                        {"format":"kafka-fetch-rollup/1","window":"all","group":"kafka-fetch","zone":"UTC",
 *   "logins":3,…,"rejected":{"missing":1},"outside":{"PT1M":0,"PT1H":0,"P1D":0},"before":0,"replayed":0,"missing":0,
 *   "since":"…","as_of":[{"topic":"user-login","partition":0,"topic_id":"…","next_offset":4,"logins":3,"counted":3}]}
 * }</pre>
 *
 * <p>Where records were skipped, all logins have {@code "skipped":N} too.
 *
 * @param rules by which the logins were counted
 */
public record RollupEncoder(Rules rules) {

    /** Raised with every change that an earlier version could not read. */
    static final String FORMAT = "kafka-fetch-rollup/1";

    /** The window of all logins, and its key. */
    public static final String ALL = "all";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private static final Comparator<Map.Entry<Partition, Reach>> BY_PARTITION =
            Map.Entry.comparingByKey(Comparator.comparing(Partition::stream).thenComparingInt(Partition::number));

    /** The key of this window's record. */
    public static byte[] key(Window window) {
        return (window.resolution().text() + "/" + CountsJson.start(window)).getBytes(UTF_8);
    }

    /** The key of the record of all logins. */
    public static byte[] keyOfAll() {
        return ALL.getBytes(UTF_8);
    }

    /** The logins of this window. */
    public byte[] value(Window window, WindowTotal total) {
        return write(json -> {
            CountsJson.write(json, Optional.of(window));
            json.writeStringField("zone", rules.zone());
            write(json, total);
            json.writeNumberField("rejected", total.rejected());
        });
    }

    /** All logins, and what is known of the rollups. */
    public byte[] value(Rollups rollups) {
        Standing standing = rollups.standing();
        return write(json -> {
            json.writeStringField("window", ALL);
            json.writeStringField("group", rules.group());
            json.writeStringField("zone", rules.zone());
            write(json, rollups.all());
            TallyEncoder.write(json, "rejected", standing.rejected());
            TallyEncoder.writeSkipped(json, standing.skipped());
            json.writeObjectFieldStart("outside");
            for (Resolution resolution : Resolution.values()) {
                json.writeNumberField(resolution.text(), rollups.outside(resolution));
            }
            json.writeEndObject();
            json.writeNumberField("before", standing.before());
            json.writeNumberField("replayed", standing.replayed());
            json.writeNumberField("missing", standing.missing());
            if (standing.since().isPresent()) {
                json.writeStringField("since", standing.since().get().toString());
            }
            json.writeArrayFieldStart("as_of");
            for (Map.Entry<Partition, Reach> reach :
                    standing.reach().entrySet().stream().sorted(BY_PARTITION).toList()) {
                write(json, reach.getKey(), reach.getValue());
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, Partition partition, Reach reach) throws IOException {
        json.writeStartObject();
        json.writeStringField("topic", partition.stream());
        json.writeNumberField("partition", partition.number());
        json.writeStringField("topic_id", reach.life());
        json.writeNumberField("next_offset", reach.nextOffset());
        json.writeNumberField("logins", reach.logins());
        json.writeNumberField("counted", reach.counted());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, WindowTotal total) throws IOException {
        CountsJson.write(json, total.tally());
        json.writeNumberField("coarse", total.coarse());
        Optional<PeakHour> peak = total.tally().hours().peak();
        if (peak.isPresent()) {
            json.writeObjectFieldStart("peak");
            json.writeNumberField("hour", peak.get().hour());
            json.writeNumberField("logins", peak.get().logins());
            json.writeEndObject();
        }
    }

    @FunctionalInterface
    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private static byte[] write(Writing members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            members.to(json);
            json.writeEndObject();
        } catch (IOException e) { // writing to memory does not fail
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
