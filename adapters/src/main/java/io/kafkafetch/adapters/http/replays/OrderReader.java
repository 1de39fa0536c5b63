package io.kafkafetch.adapters.http.replays;

import io.kafkafetch.adapters.http.answers.BadQueryException;
import io.kafkafetch.adapters.http.answers.Moment;
import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.json.mending.MendingRule;
import io.kafkafetch.adapters.json.mending.RulesFile;
import io.kafkafetch.adapters.json.mending.RulesFile.FaultyRulesException;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.replay.ReplayLimits;
import io.kafkafetch.application.replay.Rule;
import io.kafkafetch.application.replay.desk.ReplayOrder;
import io.kafkafetch.domain.login.LoginField;
import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads an order, strictly: all that is wrong is reported, not the first alone. For one use. */
final class OrderReader {

    /** Records of a transaction, as of the command. */
    private static final int BATCH = 500;

    private static final int PERCENT = 100;
    private static final int MOST_IDS = 500;
    private static final int MOST_RULES = 100;
    private static final int MOST_RATE = 1_000_000;
    private static final int MOST_CANARY = 10_000;
    private static final int MOST_REPLAYS = 1_000;
    private static final int MOST_LETTERS = 100_000;
    private static final int MOST_PARTITION = 999_999_999;
    private static final int LONGEST_KEY = 1_024;
    private static final int LONGEST_BECAUSE = 200;
    private static final int USUAL_STOP_AT = 10;
    private static final int USUAL_REPLAYS = 3;
    private static final String LEAVE_OUT = "; leave it out for any";

    private static final List<String> MEMBERS = List.of(
            "ids",
            "reason",
            "field",
            "since",
            "until",
            "partition",
            "key",
            "state",
            "rules",
            "rate",
            "canary",
            "stop_at",
            "max_replays",
            "limit",
            "because",
            "execute");

    private static final Set<String> LOGIN_FIELDS =
            Arrays.stream(LoginField.values()).map(LoginField::wireName).collect(Collectors.toSet());

    private final JsonNode order;
    private final ZoneId zone;
    private final List<String> faults = new ArrayList<>();

    private OrderReader(JsonNode order, ZoneId zone) {
        this.order = order;
        this.zone = zone;
    }

    /**
     * The order of this JSON.
     *
     * @param zone that times without an offset are of
     * @throws BadOrderException with all that is wrong
     */
    static ReplayOrder read(byte[] json, ZoneId zone) throws BadOrderException {
        JsonNode whole;
        try {
            whole = StrictJson.readForeign(json).object();
        } catch (IllegalArgumentException malformed) {
            throw new BadOrderException(List.of("the body: expected one JSON object without repeated members, such as"
                    + " {\"reason\":\"missing\"}; {} is a dry run of all open letters (" + malformed.getMessage()
                    + ")"));
        }
        OrderReader reader = new OrderReader(whole, zone);
        reader.refuseUnknown();
        LetterFilter filter = reader.filter();
        List<Rule> rules = reader.rules();
        int rate = reader.number("rate", 1, MOST_RATE, ", records a second; leave it out for as fast as possible")
                .orElse(0);
        ReplayLimits limits = reader.limits(rate);
        int mostReplays = reader.number("max_replays", 1, MOST_REPLAYS, "").orElse(USUAL_REPLAYS);
        String because = reader.because();
        boolean isExecuted = reader.execute();
        if (!reader.faults.isEmpty()) {
            throw new BadOrderException(reader.faults);
        }
        return new ReplayOrder(filter, rules, limits, rate, mostReplays, because, isExecuted);
    }

    private void refuseUnknown() {
        order.entries().forEach(entry -> {
            if (!MEMBERS.contains(entry.getKey())) {
                fault(entry.getKey(), "no such member, but " + String.join(", ", MEMBERS));
            }
        });
    }

    private LetterFilter filter() {
        Optional<Instant> since = moment("since");
        Optional<Instant> until = moment("until");
        if (since.isPresent() && until.isPresent() && !since.get().isBefore(until.get())) {
            fault("until", "a time after since");
        }
        OptionalLong partition = whole("partition", 0, MOST_PARTITION, LEAVE_OUT);
        return new LetterFilter(
                ids(),
                name("reason", "a code such as missing"),
                name("field", "a field such as device_type"),
                since,
                until,
                partition.isPresent() ? OptionalInt.of((int) partition.getAsLong()) : OptionalInt.empty(),
                text("key", LONGEST_KEY, LEAVE_OUT),
                Optional.of(state()));
    }

    private Set<LetterId> ids() {
        JsonNode list = order.get("ids");
        if (list == null) {
            return Set.of();
        }
        String expected = "an array of 1 to " + MOST_IDS + " ids such as user-login-dlq-0@17" + LEAVE_OUT;
        Set<LetterId> ids = new HashSet<>();
        if (!list.isArray() || list.size() == 0 || list.size() > MOST_IDS) {
            fault("ids", expected);
            return ids;
        }
        int number = 0;
        for (JsonNode id : list.values()) {
            String place = "ids[" + number++ + "]";
            Optional<LetterId> letter = id.isString() ? LetterId.parse(id.getStringValue()) : Optional.empty();
            letter.ifPresentOrElse(ids::add, () -> fault(place, "an id such as user-login-dlq-0@17"));
        }
        return ids;
    }

    private LetterState state() {
        JsonNode state = order.get("state");
        Optional<LetterState> known = state == null
                ? Optional.of(LetterState.OPEN)
                : state.isString() ? LetterState.of(state.getStringValue()) : Optional.empty();
        if (known.filter(of -> of != LetterState.REPLAYED).isEmpty()) {
            fault("state", "open, parked or discarded: a letter is replayed once. Leave it out for open");
        }
        return known.orElse(LetterState.OPEN);
    }

    private Optional<Instant> moment(String member) {
        Optional<String> text = text(member, LONGEST_KEY, LEAVE_OUT);
        try {
            return text.map(time -> Moment.of(member, time, zone));
        } catch (BadQueryException wrong) {
            fault(
                    member,
                    "a day or a time, such as 2026-01-31, 2026-01-31T08:00 in " + zone.getId()
                            + " or 2026-01-31T08:00:00Z" + LEAVE_OUT);
            return Optional.empty();
        }
    }

    private Optional<String> name(String member, String expected) {
        JsonNode value = order.get(member);
        if (value == null) {
            return Optional.empty();
        }
        if (value.isString() && value.getStringValue().matches("[\\w-]{1,80}")) {
            return Optional.of(value.getStringValue());
        }
        fault(member, expected + LEAVE_OUT);
        return Optional.empty();
    }

    private Optional<String> text(String member, int longest, String advice) {
        JsonNode value = order.get(member);
        if (value == null) {
            return Optional.empty();
        }
        if (value.isString() && value.getStringValue().length() <= longest) {
            return Optional.of(value.getStringValue());
        }
        fault(member, "a text of at most " + longest + " characters" + advice);
        return Optional.empty();
    }

    private List<Rule> rules() {
        JsonNode list = order.get("rules");
        if (list == null) {
            return List.of();
        }
        if (!list.isArray() || list.size() > MOST_RULES) {
            fault("rules", "an array of 1 to " + MOST_RULES + " rules such as {\"rule\":\"trim\"}");
            return List.of();
        }
        try {
            List<MendingRule> rules = RulesFile.list(list);
            rules.stream()
                    .flatMap(rule -> rule.target().stream())
                    .filter(field -> !LOGIN_FIELDS.contains(field))
                    .distinct()
                    .forEach(field -> fault(
                            "rules",
                            "fields of a login, "
                                    + LOGIN_FIELDS.stream().sorted().collect(Collectors.joining(", ")) + ", and not "
                                    + field));
            return List.copyOf(rules);
        } catch (FaultyRulesException faulty) {
            faults.addAll(faulty.faults());
            return List.of();
        }
    }

    private ReplayLimits limits(int rate) {
        OptionalInt canary = number("canary", 1, MOST_CANARY, ", records sent first; leave it out to send all at once");
        OptionalInt stopAt = number("stop_at", 0, PERCENT, ", percent of the canary; leave it out for 10");
        if (stopAt.isPresent() && order.get("canary") == null) {
            fault("stop_at", "canary beside it; leave both out to send all at once");
        }
        int limit = number("limit", 1, MOST_LETTERS, "; order again for more").orElse(MOST_LETTERS);
        return new ReplayLimits(
                limit,
                canary,
                stopAt.orElse(USUAL_STOP_AT) / (double) PERCENT,
                rate == 0 ? BATCH : Math.clamp(rate / 2, 1, BATCH));
    }

    private String because() {
        String because = text("because", LONGEST_BECAUSE, "").orElse("");
        if (because.chars().anyMatch(Character::isISOControl)) {
            fault("because", "a text of one line");
        }
        return because;
    }

    private boolean execute() {
        JsonNode value = order.get("execute");
        if (value != null && !value.isBoolean()) {
            fault("execute", "true or false; leave it out for a dry run");
        }
        return value != null && value.isBoolean() && value.getBooleanValue();
    }

    private OptionalInt number(String member, int least, int most, String advice) {
        OptionalLong number = whole(member, least, most, advice);
        return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
    }

    private OptionalLong whole(String member, int least, int most, String advice) {
        JsonNode value = order.get(member);
        if (value == null) {
            return OptionalLong.empty();
        }
        @Nullable Object number = value.isNumber() ? value.getValue() : null;
        if ((number instanceof Integer || number instanceof Long)
                && value.getLongValue() >= least
                && value.getLongValue() <= most) {
            return OptionalLong.of(value.getLongValue());
        }
        fault(member, "a whole number from " + least + " to " + most + advice);
        return OptionalLong.empty();
    }

    private void fault(String member, String expected) {
        faults.add(member + ": expected " + expected);
    }
}
