package io.kafkafetch.adapters.http.replays;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** An order for the OpenAPI description alone; {@link OrderReader} decides. */
@Introspected
@Schema(
        description = "Which dead letters are meant, how their records are changed, and how carefully they are sent."
                + " Every member may be left out; others are refused. {} is a dry run of all open letters.")
record ReplayRequest(
        @Schema(description = "Only these letters, 1 to 500.", example = "[\"user-login-dlq-0@17\"]")
        List<String> ids,

        @Schema(description = "A code that is among their reasons.", example = "out-of-range")
        String reason,

        @Schema(description = "A field that is at fault.", example = "timestamp")
        String field,

        @Schema(description = "Failed since this moment.", example = "2026-01-31T08:00:00Z")
        String since,

        @Schema(description = "Failed before this moment.", example = "2026-02-01")
        String until,

        @Schema(description = "The partition their records were in.", minimum = "0")
        int partition,

        @Schema(description = "Their records' key, as text.", maxLength = 1024)
        String key,

        @Schema(
                description = "What became of them: open, parked or discarded.",
                defaultValue = "open",
                type = "string",
                allowableValues = {"open", "parked", "discarded"})
        String state,

        @Schema(
                description =
                        "At most 100, in the order they apply in. Each changes a field only where it is at fault.")
        List<ReplayRule> rules,

        @Schema(description = "Records a second; without it as fast as possible.", minimum = "1", maximum = "1000000")
        int rate,

        @Schema(
                description = "Send so many first, wait until the service has read them, and look what became of them.",
                minimum = "1",
                maximum = "10000")
        int canary,

        @Schema(
                description =
                        "Percent; if more of the first records are dead letters again, the run ends. With canary.",
                minimum = "0",
                maximum = "100",
                defaultValue = "10")
        @JsonProperty("stop_at")
        int stopAt,

        @Schema(
                description = "Park letters whose record was replayed so often.",
                minimum = "1",
                maximum = "1000",
                defaultValue = "3")
        @JsonProperty("max_replays")
        int maxReplays,

        @Schema(description = "At most so many letters.", minimum = "1", maximum = "100000", defaultValue = "100000")
        int limit,

        @Schema(description = "Why, for the log of dead letters.", maxLength = 200)
        String because,

        @Schema(description = "Send them. Without it nothing is sent or written: a dry run.", defaultValue = "false")
        boolean execute) {

    /** A rule, as {@code docs/schema/dlq-rules.schema.json} says in full. */
    @Introspected
    @Schema(description = "set (field, value), divide (field, by), rename (from, to) or trim.")
    record ReplayRule(
            @JsonProperty(required = true)
            @Schema(
                    type = "string",
                    allowableValues = {"set", "divide", "rename", "trim"})
            String rule,

            @Schema(description = "Of set and divide.", example = "timestamp")
            String field,

            @Schema(
                    description = "Of set: a text, a number, true, false or null.",
                    type = "string",
                    example = "unknown")
            Object value,

            @Schema(description = "Of divide, from 2.", example = "1000")
            long by,

            @Schema(description = "Of rename.", example = "os")
            String from,

            @Schema(description = "Of rename.", example = "device_type")
            String to) {}

    static final String EXAMPLE =
            "{\"reason\":\"out-of-range\",\"rules\":[{\"rule\":\"divide\",\"field\":\"timestamp\",\"by\":1000}],"
                    + "\"canary\":100,\"rate\":500,\"because\":\"app 2.3.1 sent milliseconds\",\"execute\":true}";
}
