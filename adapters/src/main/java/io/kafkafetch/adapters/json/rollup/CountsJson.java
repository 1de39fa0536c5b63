package io.kafkafetch.adapters.json.rollup;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kafkafetch.adapters.json.StrictJson.Members;
import io.kafkafetch.adapters.users.CpcUsers;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.Frequencies;
import io.kafkafetch.domain.insight.Frequencies.Entry;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.rollup.Names;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTally;
import io.kafkafetch.domain.users.UniqueUsers;
import io.kafkafetch.domain.users.UserSketch;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * What is counted in a window, as members of an object that has others too:
 *
 * <pre>{@code
 * "window":"PT1H","start":"2023-09-13T16:00:00Z","logins":3,"hours":{"16":3},
 * "by":{"region":{"names":{"RI":2},"others":1},"device_type":{…},"app_version":{…}},
 * "unique_users":{"logins":3,"estimate":2,"lower":2,"upper":3,"key_id":"0f1e2d3c","sketch":"…"}
 * }</pre>
 *
 * Names come in the order of their rank. Where nobody asked for users there are no {@code unique_users}.
 */
final class CountsJson {

    /** The window of what is older than all windows of a tally. */
    static final String OLDER = "older";

    private static final String USERS = "unique_users";

    private CountsJson() {}

    /** Writes which window it is. */
    static void write(JsonGenerator json, Optional<Window> window) throws IOException {
        json.writeStringField("window", window.map(w -> w.resolution().text()).orElse(OLDER));
        if (window.isPresent()) {
            json.writeStringField("start", start(window.get()));
        }
    }

    static String start(Window window) {
        return Instant.ofEpochSecond(window.start()).toString();
    }

    /** Writes what is counted in it. */
    static void write(JsonGenerator json, WindowTally tally) throws IOException {
        json.writeNumberField("logins", tally.logins());
        json.writeObjectFieldStart("hours");
        for (int hour = 0; hour < HourCounts.HOURS; hour++) {
            if (tally.hours().at(hour) > 0) {
                json.writeNumberField(Integer.toString(hour), tally.hours().at(hour));
            }
        }
        json.writeEndObject();
        json.writeObjectFieldStart("by");
        for (Dimension dimension : Dimension.values()) {
            Names names = tally.by(dimension);
            json.writeObjectFieldStart(dimension.field());
            json.writeObjectFieldStart("names");
            for (Entry entry : names.kept().ranked()) {
                json.writeNumberField(entry.name(), entry.count());
            }
            json.writeEndObject();
            json.writeNumberField("others", names.others());
            json.writeEndObject();
        }
        json.writeEndObject();
        write(json, tally.users());
    }

    private static void write(JsonGenerator json, UniqueUsers users) throws IOException {
        if (users.sketch().isPresent()) {
            UserSketch sketch = users.sketch().get();
            json.writeObjectFieldStart(USERS);
            json.writeNumberField("logins", users.logins());
            json.writeNumberField("estimate", sketch.estimate());
            json.writeNumberField("lower", sketch.lowerBound());
            json.writeNumberField("upper", sketch.upperBound());
            json.writeStringField("key_id", sketch.keyId());
            json.writeStringField("sketch", Base64.getEncoder().encodeToString(sketch.bytes()));
            json.writeEndObject();
        }
    }

    /** Which window it is; empty for what is older than all. @throws IllegalArgumentException if it is none */
    static Optional<Window> window(Members members) {
        String text = members.text("window");
        if (text.equals(OLDER)) {
            return Optional.empty();
        }
        return Optional.of(window(text, members.text("start")));
    }

    /** The window of this resolution that begins here. @throws IllegalArgumentException if it is none */
    static Window window(String resolution, String start) {
        return Arrays.stream(Resolution.values())
                .filter(known -> known.text().equals(resolution))
                .findFirst()
                .map(known -> new Window(known, instant("start", start).getEpochSecond()))
                .orElseThrow(() -> new IllegalArgumentException("window is none that this version knows"));
    }

    static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException(name + " is no time", wrong);
        }
    }

    /**
     * What is counted in it.
     *
     * @param most names of each dimension
     * @throws IllegalArgumentException if the parts count different numbers of logins, or something is missing or wrong
     */
    static WindowTally tally(Members members, int most) {
        long[] hours = new long[HourCounts.HOURS];
        members.counts("hours").forEach((hour, count) -> hours[hour(hour)] = count);
        Members by = members.object("by");
        WindowTally tally = new WindowTally(
                HourCounts.of(hours),
                dimension -> {
                    Members names = by.object(dimension.field());
                    Map<String, Long> kept = names.counts("names");
                    return new Names(new Frequencies(kept), names.number("others"), most);
                },
                members.has(USERS) ? users(members.object(USERS)) : UniqueUsers.NONE);
        if (tally.logins() != members.number("logins")) {
            throw new IllegalArgumentException("logins is not the sum of the hours");
        }
        return tally;
    }

    private static UniqueUsers users(Members users) {
        byte[] sketch = Base64.getDecoder().decode(users.text("sketch"));
        return new UniqueUsers(users.number("logins"), Optional.of(CpcUsers.read(users.text("key_id"), sketch)));
    }

    private static int hour(String text) {
        for (int hour = 0; hour < HourCounts.HOURS; hour++) {
            if (Integer.toString(hour).equals(text)) {
                return hour;
            }
        }
        throw new IllegalArgumentException("hours has a member that is no hour");
    }
}
