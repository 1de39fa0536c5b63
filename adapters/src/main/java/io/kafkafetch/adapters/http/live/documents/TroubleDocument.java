package io.kafkafetch.adapters.http.live.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.Runbook;
import io.kafkafetch.application.trouble.TroubleReport;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** One cause of trouble for people; the names of the components are those of the members, and never change. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "One thing that is wrong, with all places it shows at.")
public record TroubleDocument(
        @JsonProperty(required = true) @Schema(description = "Stable; new ones are added.", example = "cluster-away")
        String code,

        @JsonProperty(required = true)
        @Schema(description = "`down`; or `warning`: it does its work, and people should know.", example = "down")
        String severity,

        @JsonProperty(required = true)
        @Schema(description = "All places, separated by commas.", example = "lane 0: committing, progress")
        String place,

        @JsonProperty(required = true)
        @Schema(description = "What is wrong, without a full stop.", example = "Kafka does not answer")
        String what,

        @JsonProperty(required = true) @Schema(description = "When it began.", format = "date-time")
        String since,

        @JsonProperty(required = true)
        @Schema(description = "What becomes of the logins.", example = "Nothing is lost.")
        String effect,

        @JsonProperty(required = true)
        @Schema(description = "What the service does about it.", example = "It tries again every few seconds.")
        String doing,

        @JsonProperty(required = true) @Schema(description = "What people can do about it.")
        String action,

        @JsonProperty(required = true)
        @Schema(description = "The library's own message, for experts; may be empty. Never data of users.")
        String details,

        @JsonProperty(required = true)
        @Schema(
                description = "The section of the runbook: a URL, or a path in the repository.",
                example = "docs/RUNBOOK.md#cluster-away")
        String runbook) {

    public static TroubleDocument of(TroubleReport report, Runbook runbook) {
        Fault fault = report.fault();
        return new TroubleDocument(
                fault.code().text(),
                fault.severity().text(),
                report.place(),
                fault.what(),
                report.since().toString(),
                fault.code().effect(),
                fault.code().doing(),
                fault.code().action(),
                fault.details(),
                runbook.section(fault.code()));
    }
}
