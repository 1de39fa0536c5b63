package io.kafkafetch.domain.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a source read of one login, filled in field by field and then checked. A source reports what it saw
 * ({@link #text}, {@link #integer}, {@link #wrongType}); which of it is a fault, the form decides.
 *
 * <p>Reusable after {@link #clear()}; not thread-safe.
 */
public final class LoginForm {

    private static final Set<LoginField> FIELDS = EnumSet.allOf(LoginField.class);
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*+)");

    /** Years from 2000 to 2099: numbers that in another unit would be a moment of them are most likely meant so. */
    private static final long CENTURY_START = 946_684_800;

    private static final long CENTURY_END = 4_102_444_800L;

    private final UserHash hash;
    private final TimestampFormat format;
    private final Set<LoginField> seen = EnumSet.noneOf(LoginField.class);
    /** Of the fields that an event keeps, or keeps a hash of. */
    private final Map<LoginField, String> texts = new EnumMap<>(LoginField.class);

    private final Map<LoginField, FieldFault> faults = new EnumMap<>(LoginField.class);
    private long timestamp;

    /** An empty form of a login whose user nobody asks for. */
    public LoginForm() {
        this(UserHash.OFF);
    }

    /** An empty form; its event's user gets this hash. */
    public LoginForm(UserHash hash) {
        this(hash, TimestampFormat.EPOCH_SECONDS);
    }

    /** An empty form; its event's user gets this hash, and its moment is read in this format. */
    public LoginForm(UserHash hash, TimestampFormat format) {
        this.hash = hash;
        this.format = format;
    }

    /** Whether nothing but Unicode's White_Space is in the text. */
    public static boolean isBlank(String text) {
        return TextRules.faultOf(text).filter(FieldFault.BLANK::equals).isPresent();
    }

    /** Empties the form for the next login. A value left from the last one is never read: its field is not seen. */
    public void clear() {
        seen.clear();
        faults.clear();
        texts.remove(LoginField.USER_ID);
    }

    /** The field is given as this text. */
    public void text(LoginField field, String text) {
        if (!see(field)) {
            return;
        }
        switch (field) {
            case TIMESTAMP -> timestampText(text);
            case APP_VERSION, LOCALE, DEVICE_TYPE, USER_ID -> {
                check(field, text);
                texts.put(field, text);
            }
            case IP, DEVICE_ID -> check(field, text);
        }
    }

    /** The field is given as this whole number. */
    public void integer(LoginField field, long number) {
        if (!see(field)) {
            return;
        }
        if (field == LoginField.TIMESTAMP && format != TimestampFormat.ISO_8601) {
            timestamp(number);
        } else {
            fault(field, wrongTypeOf(field));
        }
    }

    /** The field is given as a whole number that no {@code long} holds. */
    public void hugeInteger(LoginField field) {
        if (see(field)) {
            boolean isMoment = field == LoginField.TIMESTAMP && format != TimestampFormat.ISO_8601;
            fault(field, isMoment ? FieldFault.OUT_OF_RANGE : wrongTypeOf(field));
        }
    }

    /** The field is given as {@code null}, which is the same as not given; given again it is repeated. */
    public void nothing(LoginField field) {
        if (see(field)) {
            fault(field, FieldFault.MISSING);
        }
    }

    /** The field is given as something that is neither text nor a whole number. */
    public void wrongType(LoginField field) {
        if (see(field)) {
            fault(field, wrongTypeOf(field));
        }
    }

    /** The field is given as a value that the table of a mapping does not list. */
    public void notInTable(LoginField field) {
        if (see(field)) {
            fault(field, FieldFault.NOT_IN_TABLE);
        }
    }

    /** The field is not given, and need not be. Only of a field that no event keeps; a user's hash is that of nobody. */
    public void notNeeded(LoginField field) {
        see(field);
    }

    /** The field is given more than once. */
    public void repeated(LoginField field) {
        see(field);
        fault(field, FieldFault.REPEATED);
    }

    /** Checks what was filled in; all faults are collected. */
    public Validation check(MissingDeviceType missingDeviceType) {
        if (seen.size() < FIELDS.size()) {
            missing();
        }
        if (missingDeviceType == MissingDeviceType.UNKNOWN
                && faults.remove(LoginField.DEVICE_TYPE, FieldFault.MISSING)) {
            texts.put(LoginField.DEVICE_TYPE, MissingDeviceType.UNKNOWN_DEVICE_TYPE);
        }
        return faults.isEmpty() ? accepted() : rejected();
    }

    private void missing() {
        for (LoginField field : FIELDS) {
            if (!seen.contains(field)) {
                fault(field, FieldFault.MISSING);
            }
        }
    }

    private LoginEvent accepted() {
        return new LoginEvent(
                textOf(LoginField.APP_VERSION),
                textOf(LoginField.LOCALE),
                timestamp,
                textOf(LoginField.DEVICE_TYPE),
                user());
    }

    private long user() {
        if (hash.equals(UserHash.OFF)) {
            return LoginEvent.NO_USER;
        }
        String user = texts.get(LoginField.USER_ID);
        if (user == null) {
            return LoginEvent.NO_USER;
        }
        byte[] id = user.getBytes(UTF_8);
        return hash.of(id, 0, id.length);
    }

    private Validation rejected() {
        if (faults.size() == 1) {
            Map.Entry<LoginField, FieldFault> only =
                    faults.entrySet().iterator().next();
            return SharedReasons.rejected(only.getKey(), only.getValue());
        }
        List<Reason> reasons = new ArrayList<>(faults.size());
        faults.forEach((field, fault) -> reasons.add(SharedReasons.of(field, fault)));
        return new Validation.Rejected(reasons);
    }

    private void check(LoginField field, String text) {
        TextRules.faultOf(text).ifPresent(fault -> fault(field, fault));
    }

    private void timestampText(String text) {
        if (isBlank(text)) {
            fault(LoginField.TIMESTAMP, FieldFault.BLANK);
        } else if (format == TimestampFormat.ISO_8601) {
            IsoTime.epochSecond(text)
                    .ifPresentOrElse(this::epochSecond, () -> fault(LoginField.TIMESTAMP, FieldFault.NOT_A_TIME));
        } else if (!INTEGER.matcher(text).matches()) {
            fault(LoginField.TIMESTAMP, FieldFault.WRONG_TYPE);
        } else {
            timestamp(parse(text));
        }
    }

    /** More digits than a {@code long} holds are a moment out of range, as {@link #hugeInteger} is. */
    private static long parse(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            return Long.MAX_VALUE;
        }
    }

    private void timestamp(long units) {
        epochSecond(Math.floorDiv(units, format.perSecond()));
        if (faults.get(LoginField.TIMESTAMP) == FieldFault.OUT_OF_RANGE) {
            fault(LoginField.TIMESTAMP, outOfRange(units));
        }
    }

    private void epochSecond(long epochSecond) {
        if (LoginEvent.isTimestamp(epochSecond)) {
            timestamp = epochSecond;
        } else {
            fault(LoginField.TIMESTAMP, FieldFault.OUT_OF_RANGE);
        }
    }

    /** A moment out of range is most often one in a smaller unit: then it helps to say so. */
    private static FieldFault outOfRange(long units) {
        if (isOfThisCentury(units / 1_000)) {
            return FieldFault.IN_MILLISECONDS;
        }
        return isOfThisCentury(units / 1_000_000) ? FieldFault.IN_MICROSECONDS : FieldFault.OUT_OF_RANGE;
    }

    private static boolean isOfThisCentury(long epochSecond) {
        return epochSecond >= CENTURY_START && epochSecond < CENTURY_END;
    }

    private FieldFault wrongTypeOf(LoginField field) {
        return field == LoginField.TIMESTAMP && format == TimestampFormat.ISO_8601
                ? FieldFault.NOT_A_TIME
                : FieldFault.WRONG_TYPE;
    }

    /** Marks the field as given; {@code false} if it was given before, which is a fault of its own. */
    private boolean see(LoginField field) {
        if (seen.add(field)) {
            return true;
        }
        fault(field, FieldFault.REPEATED);
        return false;
    }

    private void fault(LoginField field, FieldFault fault) {
        faults.put(field, fault);
    }

    private String textOf(LoginField field) {
        return requireNonNull(texts.get(field));
    }
}
