package io.kafkafetch.adapters.http.replays;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.replay.ReplayBalance;
import io.kafkafetch.application.replay.ReplayBalance.Kind;
import io.kafkafetch.application.replay.desk.RunCounts;
import io.kafkafetch.application.replay.desk.RunReport;
import io.kafkafetch.application.replay.desk.RunTrouble;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a replay stands: the names of the components are those of the members, and never change. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "How a replay stands, without payload. chosen = accepted + rejected_again + parked + refused.")
public record ReplayDocument(
        @JsonProperty(required = true)
        @Schema(description = "Names the run, also in the log of dead letters.", example = "20260105T090000Z-1f3c")
        String run,

        @JsonProperty(required = true) @Schema(description = "Whether it sends records. False: a dry run.")
        boolean execute,

        @JsonProperty(required = true)
        @Schema(description = "running, finished, or ended-early: trouble says why.", example = "finished")
        String state,

        @Schema(description = "Who ordered it; null where nobody has to say.", example = "ops") @Nullable
        String by,

        @JsonProperty(value = "begun_at", required = true) @Schema(format = "date-time")
        String begunAt,

        @JsonProperty("ended_at") @Schema(format = "date-time", description = "Null while it runs.") @Nullable
        String endedAt,

        @JsonProperty(value = "looked_at", required = true)
        @Schema(description = "Letters that were read, whether they were meant or not.")
        long lookedAt,

        @JsonProperty(required = true) @Schema(description = "Letters that were meant.")
        long chosen,

        @JsonProperty(required = true)
        @Schema(description = "Their records were sent and that is committed; of a dry run: they would be.")
        long accepted,

        @JsonProperty(value = "rejected_again", required = true)
        @Schema(description = "Their records would be rejected again, and are not sent.")
        long rejectedAgain,

        @JsonProperty(required = true) @Schema(description = "Replayed too often, and set aside, or would be.")
        long parked,

        @JsonProperty(required = true) @Schema(description = "Their records cannot be sent.")
        long refused,

        @JsonProperty(required = true) @Schema(description = "The same by cause, the most frequent first.")
        List<ReplayKind> kinds,

        @JsonProperty(value = "limit_reached", required = true)
        @Schema(description = "Whether limit is reached, so that there may be more letters.")
        boolean limitReached,

        @Schema(description = "Why it ended before its letters did; null if it did not, or not yet.") @Nullable
        ReplayTrouble trouble) {

    /** Letters that the same became of. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record ReplayKind(
            @JsonProperty(required = true)
            @Schema(description = "accepted, rejected_again, parked or refused.", example = "accepted")
            String outcome,

            @JsonProperty(required = true)
            @Schema(
                    description = "The rules that changed them, the reason, or why; empty: sent as they are.",
                    example = "divide timestamp=1000")
            String what,

            @JsonProperty(required = true) long count,

            @JsonProperty(required = true) @Schema(description = "Ids of the first of them, at most 3.")
            List<String> examples) {}

    /** Why a run ended early. */
    @Serdeable
    public record ReplayTrouble(
            @JsonProperty(required = true)
            @Schema(
                    description = "fenced, canary-died, canary-silent, stopped, kafka-unusable or failed.",
                    example = "fenced")
            String code,

            @JsonProperty(required = true) @Schema(description = "What happened and what to do, in English.")
            String detail) {

        private static ReplayTrouble of(RunTrouble trouble) {
            return new ReplayTrouble(trouble.code().text(), trouble.detail());
        }
    }

    /** This report. */
    static ReplayDocument of(RunReport report) {
        RunCounts counts = report.counts();
        return new ReplayDocument(
                report.run(),
                report.isExecuted(),
                report.ended().isEmpty() ? "running" : report.trouble().isEmpty() ? "finished" : "ended-early",
                report.by().orElse(null),
                report.begun().toString(),
                report.ended().map(Instant::toString).orElse(null),
                counts.lookedAt(),
                counts.chosen(),
                ReplayBalance.sum(counts.accepted()),
                ReplayBalance.sum(counts.rejectedAgain()),
                ReplayBalance.sum(counts.parked()),
                ReplayBalance.sum(counts.refused()),
                kinds(counts),
                report.isLimitReached(),
                report.trouble().map(ReplayTrouble::of).orElse(null));
    }

    private static List<ReplayKind> kinds(RunCounts counts) {
        List<ReplayKind> kinds = new ArrayList<>();
        add(kinds, "accepted", counts.accepted());
        add(kinds, "rejected_again", counts.rejectedAgain());
        add(kinds, "parked", counts.parked());
        add(kinds, "refused", counts.refused());
        kinds.sort(Comparator.comparingLong(ReplayKind::count)
                .reversed()
                .thenComparing(ReplayKind::outcome)
                .thenComparing(ReplayKind::what));
        return kinds;
    }

    private static void add(List<ReplayKind> kinds, String outcome, Map<String, Kind> of) {
        of.forEach((what, kind) -> kinds.add(new ReplayKind(
                outcome,
                what,
                kind.count(),
                kind.examples().stream().map(LetterId::toString).toList())));
    }
}
