package io.kafkafetch.bootstrap.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.URLDecoder;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Scripted totals over all partitions, as {@link FakeService} answers with them. At first each range has some on
 * 25 November 2025 in Berlin. Thread-safe.
 */
final class FakeRollups {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Gson GSON = new GsonBuilder().serializeNulls().create();

    /** 23 hours without a login, and one with all of them. */
    private static final String HOURS = "[%s]".formatted("0,".repeat(13) + "%1$d" + ",0".repeat(10));

    private static final String SPAN = """
            {"window": "%2$s", "zone": "Europe/Berlin", "from": %3$s, "to": %4$s, "logins": %1$d, "rejected": 3, "hours": %6$s,
             "peak": {"hour": 13, "logins": %1$d},
             "by": {"region": {"top": [{"name": "CA", "count": 9, "percentage": 75.0},
                                       {"name": "New York / NY", "count": 2, "percentage": 16.67}], "others": 1},
                    "device_type": {"top": [{"name": "iOS", "count": 12, "percentage": 100.0}], "others": 0},
                    "app_version": {"top": [{"name": "2.3", "count": 12, "percentage": 100.0}], "others": 0}},
             "before": %5$s, "whole": null}""";

    private final Map<String, JsonObject> spans = new ConcurrentHashMap<>();
    private final Map<String, JsonArray> series = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String code = "";

    FakeRollups() {
        span("5m", "2025-11-25T12:30:00Z", "2025-11-25T12:35:00Z", 12, 10);
        span("1h", "2025-11-25T11:35:00Z", "2025-11-25T12:35:00Z", 60, 120);
        span("today", "2025-11-24T23:00:00Z", "2025-11-25T23:00:00Z", 700, 700);
        span("7d", "2025-11-18T23:00:00Z", "2025-11-25T23:00:00Z", 5000, 0);
        spans.put(
                "all",
                JsonParser.parseString(SPAN.formatted(9000, "all", "null", "null", "null", HOURS.formatted(9000)))
                        .getAsJsonObject());
        spans.get("all").add("whole", JsonParser.parseString("""
                {"since": "2025-11-20T10:00:00Z", "rejected": {}, "before": 0, "replayed": 0, "missing": 0, "as_of": []}"""));
        series("1m", """
                [{"start": "2025-11-25T12:31:00Z", "logins": 7, "coarse": 0, "others": 1,
                  "names": [{"name": "CA", "count": 4, "percentage": 57.14}, {"name": "New York / NY", "count": 2, "percentage": 28.57}]},
                 {"start": "2025-11-25T12:34:00Z", "logins": 5, "coarse": 0, "rejected": 3, "others": 0,
                  "names": [{"name": "CA", "count": 5, "percentage": 100.0}]}]""");
        series("1h", """
                [{"start": "2025-11-25T12:00:00Z", "logins": 700, "coarse": 0, "others": 100,
                  "names": [{"name": "CA", "count": 600, "percentage": 85.71}]}]""");
        series("1d", """
                [{"start": "2025-11-19T23:00:00Z", "logins": 4000, "coarse": 0, "others": 0, "names": []},
                 {"start": "2025-11-22T23:00:00Z", "logins": 5000, "coarse": 0, "others": 0, "names": []}]""");
    }

    /** A range has so many logins from now on, and so many in the one before; both times are ISO. */
    void span(String window, String from, String to, long logins, long before) {
        String compared = """
                {"from": "2025-01-01T00:00:00Z", "to": "%s", "logins": %d}""".formatted(from, before);
        JsonElement span = JsonParser.parseString(SPAN.formatted(
                logins, window, "\"" + from + "\"", "\"" + to + "\"", compared, HOURS.formatted(logins)));
        spans.put(window, span.getAsJsonObject());
    }

    /** The same of a range between two times of the wall clock in Berlin; finest is the shortest step that is kept of it. */
    void own(String from, String to, long logins, String finest) {
        String name = from + "/" + to;
        span(
                name,
                LocalDateTime.parse(from).atZone(BERLIN).toInstant().toString(),
                LocalDateTime.parse(to).atZone(BERLIN).toInstant().toString(),
                logins,
                10);
        JsonObject span = Objects.requireNonNull(spans.get(name));
        span.addProperty("window", "own");
        span.addProperty("finest", finest);
    }

    /** Each range, and its region CA, has about so many unique users from now on. */
    void uniqueUsers(String estimate) {
        for (JsonObject span : spans.values()) {
            span.add("unique_users", JsonParser.parseString(estimate));
            JsonElement first = span.getAsJsonObject("by")
                    .getAsJsonObject("region")
                    .getAsJsonArray("top")
                    .get(0);
            first.getAsJsonObject().add("unique_users", JsonParser.parseString(estimate));
        }
    }

    /** The names of this field in each range, given as JSON. */
    void names(String field, String names) {
        spans.values().forEach(span -> span.getAsJsonObject("by").add(field, JsonParser.parseString(names)));
    }

    /** What a series of this step has, given as JSON, whatever field its names are of. */
    void series(String step, String windows) {
        series.put(step, JsonParser.parseString(windows).getAsJsonArray());
    }

    /** All is answered with this problem from now on; 200 ends that. */
    void answersWith(int problem, String itsCode) {
        status = problem;
        code = itsCode;
    }

    /** Paths and queries, oldest first. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    int status() {
        return status;
    }

    /** The body of the answer. */
    byte[] answer(URI uri) {
        asked.add(uri.toString());
        return GSON.toJson(status == 200 ? document(parameters(uri)) : problem())
                .getBytes(UTF_8);
    }

    private JsonElement document(Map<String, String> parameters) {
        String window = parameters.getOrDefault("window", parameters.get("from") + "/" + parameters.get("to"));
        return spans.containsKey(window) ? spans.get(window) : series(parameters);
    }

    private JsonObject series(Map<String, String> parameters) {
        JsonObject answer = new JsonObject();
        answer.addProperty("zone", "Europe/Berlin");
        for (String echoed : List.of("from", "to", "step", "by")) {
            answer.addProperty(echoed, parameters.get(echoed));
        }
        JsonArray windows =
                Objects.requireNonNull(series.get(parameters.get("step"))).deepCopy();
        if (!parameters.containsKey("by")) {
            for (JsonElement window : windows) {
                window.getAsJsonObject().add("names", JsonNull.INSTANCE);
                window.getAsJsonObject().add("others", JsonNull.INSTANCE);
            }
        }
        answer.add("windows", windows);
        return answer;
    }

    private JsonObject problem() {
        JsonObject problem = new JsonObject();
        problem.addProperty("status", status);
        problem.addProperty("code", code);
        problem.addProperty("detail", "of times before 2025-11-20T10:00+01:00 only whole hours are kept");
        return problem;
    }

    static Map<String, String> parameters(URI uri) {
        return Arrays.stream(uri.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }
}
