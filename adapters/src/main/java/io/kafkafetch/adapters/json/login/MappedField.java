package io.kafkafetch.adapters.json.login;

import io.kafkafetch.adapters.json.mapping.FieldRule;
import io.kafkafetch.adapters.json.mapping.Pointer;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.LoginForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where one field of a login comes from in an event. Reusable; not thread-safe. */
final class MappedField {

    private static final int NONE = -1;

    private final LoginField field;
    private final FieldRule rule;
    private final PointedValues values;
    private final int[] slots;

    /** Index in {@link #slots} of the one that was used last. */
    private int used = NONE;

    /** @param pointers of the values, by slot; those of the rule among them */
    MappedField(LoginField field, FieldRule rule, PointedValues values, List<Pointer> pointers) {
        this.field = field;
        this.rule = rule;
        this.values = values;
        this.slots = rule.at().stream().mapToInt(pointers::indexOf).toArray();
    }

    /** Reports to the form what the event has. */
    void fillIn(LoginForm form) {
        used = use();
        if (used == NONE || !values.isThere(slots[used])) {
            absent(form);
        } else if (values.isRepeated(slots[used])) {
            form.repeated(field);
        } else if (rule.table().isEmpty()) {
            given(form, slots[used]);
        } else {
            listed(form, slots[used]);
        }
    }

    /** The first that holds something; where none does, one that is blank, or the first one. */
    private int use() {
        int blank = NONE;
        for (int i = 0; i < slots.length; i++) {
            if (values.isThere(slots[i])) {
                return i;
            }
            if (blank == NONE && values.isText(slots[i])) {
                blank = i;
            }
        }
        return blank == NONE && slots.length > 0 ? 0 : blank;
    }

    private void absent(LoginForm form) {
        if (rule.otherwise().isPresent()) {
            form.text(field, rule.otherwise().get());
        } else if (!rule.required()) {
            form.notNeeded(field);
        } else if (used != NONE && values.isText(slots[used])) {
            form.text(field, values.text(slots[used])); // blank
        } else {
            form.nothing(field);
        }
    }

    private void given(LoginForm form, int slot) {
        String text = values.text(slot);
        if (values.isText(slot)) {
            form.text(field, text);
        } else if (values.isNumber(slot)) {
            WholeNumber.report(text.toCharArray(), 0, text.length(), field, form);
        } else {
            form.wrongType(field);
        }
    }

    private void listed(LoginForm form, int slot) {
        String meaning = rule.table().get(values.text(slot));
        if (!values.isScalar(slot)) {
            form.wrongType(field);
        } else if (meaning != null) {
            form.text(field, meaning);
        } else if (rule.otherwise().isPresent()) {
            form.text(field, rule.otherwise().get());
        } else {
            form.notInTable(field);
        }
    }

    /** Where the field was looked for; empty where nowhere. */
    String at() {
        return used == NONE ? "" : rule.at().get(used).text();
    }

    /** The field's text, of an event that was accepted; {@code null} where it has none, nor needs one. */
    @Nullable
    String text() {
        String otherwise = rule.otherwise().orElse(null);
        if (used == NONE || !values.isThere(slots[used])) {
            return otherwise;
        }
        String text = values.text(slots[used]);
        return rule.table().isEmpty() ? text : rule.table().getOrDefault(text, otherwise);
    }
}
