package io.kafkafetch.adapters.json.login;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import io.kafkafetch.adapters.json.mapping.Condition;
import io.kafkafetch.adapters.json.mapping.LoginMapping;
import io.kafkafetch.adapters.json.mapping.Pointer;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.LoginForm;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.UserHash;
import io.kafkafetch.domain.login.Validation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An event of a feed, read and judged by a mapping. Reusable; not thread-safe. */
final class MappedEvent {

    private final List<Pointer> pointers;
    private final PointedValues values;
    private final List<Condition> when;
    private final int[] conditionSlots;
    private final List<Validation> skipped;
    private final Map<LoginField, MappedField> fields = new EnumMap<>(LoginField.class);
    private final LoginForm form;

    /** Each reason is one object, as there are few, and many rejected records wait in memory. */
    private final Map<Reason, Reason> reasons = new HashMap<>();

    /** Events of this mapping, whose users get this hash. */
    MappedEvent(LoginMapping mapping, UserHash hash) {
        this.when = mapping.when();
        this.pointers = Stream.concat(
                        when.stream().map(Condition::at),
                        mapping.fields().values().stream().flatMap(rule -> rule.at().stream()))
                .distinct()
                .toList();
        this.values = new PointedValues(pointers);
        this.conditionSlots = when.stream()
                .mapToInt(condition -> pointers.indexOf(condition.at()))
                .toArray();
        this.skipped = when.stream()
                .<Validation>map(
                        condition -> new Validation.Skipped(condition.at().text()))
                .toList();
        for (LoginField field : LoginField.values()) {
            fields.put(field, new MappedField(field, mapping.rule(field), values, pointers));
        }
        this.form = new LoginForm(hash, mapping.timestampFormat());
    }

    /** Reads the object that the parser is at the beginning of, to its end. */
    void read(JsonParser parser) throws IOException {
        values.read(parser);
    }

    /** The verdict on what was read. */
    Validation verdict(MissingDeviceType policy) {
        for (int condition = 0; condition < conditionSlots.length; condition++) {
            if (!holds(when.get(condition), conditionSlots[condition])) {
                return skipped.get(condition);
            }
        }
        form.clear();
        for (MappedField field : fields.values()) {
            field.fillIn(form);
        }
        Validation verdict = form.check(policy);
        return verdict instanceof Validation.Rejected rejected ? placed(rejected) : verdict;
    }

    /** What is given twice says nothing. */
    private boolean holds(Condition condition, int slot) {
        return values.isScalar(slot)
                && !values.isRepeated(slot)
                && condition.is().contains(values.text(slot));
    }

    private Validation placed(Validation.Rejected rejected) {
        List<Reason> placed = new ArrayList<>(rejected.reasons().size());
        for (Reason reason : rejected.reasons()) {
            placed.add(reason instanceof Reason.OfField ofField ? placed(ofField) : reason);
        }
        return new Validation.Rejected(placed);
    }

    private Reason placed(Reason.OfField reason) {
        String at = requireNonNull(fields.get(reason.field())).at();
        Reason placed = new Reason.OfField(reason.field(), reason.fault(), at);
        return requireNonNull(reasons.computeIfAbsent(placed, same -> same));
    }

    /** Forgets the event. */
    void clear() {
        values.clear();
    }

    /** The user's id of the event that was read and accepted; {@code null} where it has none, nor needs one. */
    @Nullable
    String userId() {
        return requireNonNull(fields.get(LoginField.USER_ID)).text();
    }
}
