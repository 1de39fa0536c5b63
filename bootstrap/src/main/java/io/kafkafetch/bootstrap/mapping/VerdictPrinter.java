package io.kafkafetch.bootstrap.mapping;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.adapters.json.ReasonText;
import io.kafkafetch.adapters.json.mapping.LoginMapping;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.Validation;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints verdicts as they come, and counts them. Not thread-safe. */
abstract class VerdictPrinter {

    final PrintWriter out;
    final Map<String, Long> skipped = new TreeMap<>();
    long accepted;
    private long rejected;

    private VerdictPrinter(PrintWriter out) {
        this.out = out;
    }

    /** For people, with a summary at the end. */
    static VerdictPrinter table(PrintWriter out, LoginMapping mapping) {
        return new Table(out, mapping);
    }

    /** An object a verdict. */
    static VerdictPrinter jsonLines(PrintWriter out) {
        return new JsonLines(out);
    }

    /** Prints the verdict on the event behind the last one. */
    final void print(Validation verdict) {
        print(accepted + skipped() + rejected + 1, verdict);
    }

    /** Prints the verdict on this event, from 1. */
    final void print(long event, Validation verdict) {
        switch (verdict) {
            case LoginEvent login -> {
                accepted++;
                login(event, login);
            }
            case Validation.Skipped skip -> {
                skipped.merge(skip.rule(), 1L, Long::sum);
                skipped(event, skip);
            }
            case Validation.Rejected rejection -> {
                rejected++;
                rejected(event, rejection);
            }
        }
    }

    final long rejected() {
        return rejected;
    }

    final long skipped() {
        return skipped.values().stream().mapToLong(count -> count).sum();
    }

    abstract void login(long event, LoginEvent login);

    abstract void skipped(long event, Validation.Skipped skip);

    abstract void rejected(long event, Validation.Rejected rejection);

    /** What all of it comes to. */
    abstract void end();

    private static final class Table extends VerdictPrinter {

        private final LoginMapping mapping;

        private Table(PrintWriter out, LoginMapping mapping) {
            super(out);
            this.mapping = mapping;
        }

        private void line(long event, String outcome, String text) {
            out.println(String.format(Locale.ROOT, "%6d  %-8s  ", event, outcome) + DisplayText.oneLine(text));
        }

        @Override
        void login(long event, LoginEvent login) {
            line(
                    event,
                    "login",
                    Instant.ofEpochSecond(login.timestamp()) + "  region " + login.locale() + ", device "
                            + login.deviceType() + ", version " + login.appVersion());
        }

        @Override
        void skipped(long event, Validation.Skipped skip) {
            line(event, "skipped", condition(skip.rule()));
        }

        private String condition(String rule) {
            return mapping.when().stream()
                    .filter(condition -> condition.at().text().equals(rule))
                    .findFirst()
                    .map(condition -> rule + " is not "
                            + condition.is().stream().sorted().limit(3).collect(Collectors.joining(" or "))
                            + (condition.is().size() > 3 ? " …" : ""))
                    .orElse(rule);
        }

        @Override
        void rejected(long event, Validation.Rejected rejection) {
            line(event, "rejected", ReasonText.of(rejection.reasons()));
        }

        @Override
        void end() {
            long events = accepted + skipped() + rejected();
            out.println();
            out.println(String.format(
                    Locale.ROOT,
                    "%,d events = %,d logins + %,d skipped + %,d rejected",
                    events,
                    accepted,
                    skipped(),
                    rejected()));
            if (accepted == 0 && events > 0) {
                out.println("No event is a login. " + whatToDo());
            }
        }

        private String whatToDo() {
            if (rejected() > 0) {
                return "The reasons above say what each lacks; `fields` says where it is looked for.";
            }
            return "The conditions in `when` hold of none: " + String.join(", ", skipped.keySet()) + ".";
        }
    }

    private static final class JsonLines extends VerdictPrinter {

        private static final JsonMapper JSON = new JsonMapper();

        private JsonLines(PrintWriter out) {
            super(out);
        }

        @Override
        void login(long event, LoginEvent login) {
            print(line(event, "accepted")
                    .put("timestamp", login.timestamp())
                    .put("locale", login.locale())
                    .put("device_type", login.deviceType())
                    .put("app_version", login.appVersion()));
        }

        @Override
        void skipped(long event, Validation.Skipped skip) {
            print(line(event, "skipped").put("rule", skip.rule()));
        }

        @Override
        void rejected(long event, Validation.Rejected rejection) {
            ObjectNode line = line(event, "rejected");
            ArrayNode reasons = line.putArray("reasons");
            for (Reason reason : rejection.reasons()) {
                ObjectNode json = reasons.addObject().put("code", reason.code());
                if (reason instanceof Reason.OfField field) {
                    json.put("field", field.field().wireName()).put("at", field.at());
                }
                json.put("message", ReasonText.of(reason));
            }
            print(line);
        }

        private static ObjectNode line(long event, String outcome) {
            return JSON.createObjectNode().put("event", event).put("outcome", outcome);
        }

        private void print(ObjectNode line) {
            out.println(line);
        }

        @Override
        void end() {
            // every line is whole
        }
    }
}
