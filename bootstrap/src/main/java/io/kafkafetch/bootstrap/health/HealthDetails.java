package io.kafkafetch.bootstrap.health;

import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.Runbook;
import io.kafkafetch.application.trouble.Severity;
import io.kafkafetch.application.trouble.Trouble;
import io.kafkafetch.application.trouble.TroubleReport;
import io.micronaut.health.HealthStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How health puts troubles, as {@code /api/pipeline} does. */
final class HealthDetails {

    private HealthDetails() {}

    static HealthStatus status(List<Trouble> troubles) {
        return troubles.stream().anyMatch(HealthDetails::isDown) ? HealthStatus.DOWN : HealthStatus.UP;
    }

    /** What keeps it from its work, by place; empty where it is UP. */
    static Map<String, String> sentences(List<Trouble> troubles) {
        Map<String, String> sentences = new TreeMap<>();
        troubles.stream()
                .filter(HealthDetails::isDown)
                .forEach(trouble ->
                        sentences.put(trouble.place(), trouble.fault().sentence()));
        return sentences;
    }

    /** Each cause once, warnings too. Health is open to anybody, so without what a library told. */
    static List<Map<String, Object>> reports(List<Trouble> troubles, Runbook runbook) {
        return TroubleReport.of(troubles).stream()
                .map(report -> report(report, runbook))
                .toList();
    }

    private static Map<String, Object> report(TroubleReport report, Runbook runbook) {
        Fault fault = report.fault();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("code", fault.code().text());
        members.put("severity", fault.severity().text());
        members.put("place", report.place());
        members.put("what", fault.what());
        members.put("since", report.since().toString());
        members.put("effect", fault.code().effect());
        members.put("doing", fault.code().doing());
        members.put("action", fault.code().action());
        members.put("runbook", runbook.section(fault.code()));
        return members;
    }

    private static boolean isDown(Trouble trouble) {
        return trouble.fault().severity() == Severity.DOWN;
    }
}
