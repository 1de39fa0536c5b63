package io.kafkafetch.bootstrap.analyze;

import io.kafkafetch.adapters.console.Period;
import io.kafkafetch.adapters.file.text.InputText;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.domain.login.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What catches the eye of the inputs of one run, but for what is counted: for people. Not thread-safe. */
final class InputSurvey {

    private final List<String> remarks = new ArrayList<>();
    private long firstSecond = Long.MAX_VALUE;
    private long lastSecond = Long.MIN_VALUE;
    private final Map<String, Long> skippedBy = new HashMap<>(); // a rule's: few
    private long records;
    private long noObjects;
    private long skipped;

    void add(Delivery delivery) {
        records++;
        switch (delivery) {
            case Delivery.Login login -> {
                firstSecond = Math.min(firstSecond, login.event().timestamp());
                lastSecond = Math.max(lastSecond, login.event().timestamp());
            }
            case Delivery.Skipped other -> {
                skipped++;
                skippedBy.merge(other.rule(), 1L, Long::sum);
            }
            case Delivery.DeadLetter letter ->
                noObjects += isNoObject(letter.reasons().getFirst()) ? 1 : 0;
        }
    }

    /** An input is at its end, or as far as it could be read; the next deliveries are of another. */
    void end(String input, InputText text) {
        text.differences()
                .ifPresent(differences -> remarks.add("note: " + input + " is no NDJSON in UTF-8 but " + differences
                        + ": converted while reading, a record counts as a line"));
        if (noObjects * 2 > records) {
            remarks.add(String.format(
                            Locale.ROOT, "hint: %s: %,d of %,d lines are not JSON objects; ", input, noObjects, records)
                    + text.hint());
        }
        if (records > 0 && skipped == records) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "hint: %s: all of its events were skipped (%,d), none is a login by this mapping: is it the mapping of"
                            + " this feed? `kafka-fetch mapping check` shows line by line what becomes what",
                    input,
                    skipped));
        }
        records = 0;
        noObjects = 0;
        skipped = 0;
    }

    /** Notes and hints, a line each. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** {@code skipped by /eventType (1,200), /outcome/result (34)}, the most first; empty where nothing was skipped. */
    Optional<String> skips() {
        return skippedBy.isEmpty()
                ? Optional.empty()
                : Optional.of("skipped by "
                        + skippedBy.entrySet().stream()
                                .sorted(Map.Entry.<String, Long>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                                .map(rule -> String.format(Locale.ROOT, "%s (%,d)", rule.getKey(), rule.getValue()))
                                .collect(Collectors.joining(", ")));
    }

    /** From the earliest to the latest login; none where none was accepted. */
    Optional<Period> period() {
        return firstSecond > lastSecond ? Optional.empty() : Optional.of(Period.ofSeconds(firstSecond, lastSecond));
    }

    private static boolean isNoObject(Reason reason) {
        return switch (reason) {
            case Reason.OfField field -> false;
            case Reason.OfRecord record ->
                switch (record.fault()) {
                    case NOT_UTF8, NOT_JSON, NOT_AN_OBJECT, TOO_LARGE -> true;
                    case UNKNOWN_SCHEMA, WRONG_SCHEMA_TYPE, NOT_AVRO, NOT_PROTOBUF -> false;
                    case EMPTY, TOMBSTONE -> false;
                };
        };
    }
}
