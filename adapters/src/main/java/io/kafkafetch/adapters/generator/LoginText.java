package io.kafkafetch.adapters.generator;

import io.kafkafetch.domain.login.LoginField;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** One login on its way to JSON: each field's value as JSON, and how they are put together. Reused, not thread-safe. */
final class LoginText {

    private static final LoginField[] FIELDS = LoginField.values();
    private static final Map<LoginField, byte[]> NAMES = names();
    private static final byte[] SEPARATOR = Json.raw(", ");
    private static final byte[] SESSION_START = Json.raw("\"session\": {\"id\": ");
    private static final byte[] SESSION_END = Json.raw(", \"tags\": [\"a\", {\"device_type\": \"nested\"}]}");

    private final Map<LoginField, byte[]> values = new EnumMap<>(LoginField.class);
    private byte[] session = {};
    private byte[] buffer = new byte[1_024];
    private int length;

    /** Sets a field's value, any JSON. */
    void put(LoginField field, byte[] json) {
        values.put(field, json);
    }

    byte[] get(LoginField field) {
        return values.getOrDefault(field, new byte[0]);
    }

    void remove(LoginField field) {
        values.remove(field);
    }

    /** Adds an object that the contract doesn't know, with a field in it that has a known name; empty for none. */
    void session(byte[] id) {
        session = id;
    }

    byte[] render() {
        open();
        return close();
    }

    /** With this field repeated at the end. */
    byte[] renderWithRepeated(LoginField field) {
        open();
        append(field, get(field));
        return close();
    }

    private void open() {
        length = 0;
        append('{');
        for (LoginField field : FIELDS) {
            byte[] value = values.get(field);
            if (value != null) {
                append(field, value);
            }
        }
        if (session.length > 0) {
            append(SEPARATOR);
            append(SESSION_START);
            append(session);
            append(SESSION_END);
        }
    }

    private byte[] close() {
        append('}');
        return Arrays.copyOf(buffer, length);
    }

    private void append(LoginField field, byte[] value) {
        if (length > 1) {
            append(SEPARATOR);
        }
        append(NAMES.getOrDefault(field, SEPARATOR));
        append(value);
    }

    private void append(char ascii) {
        reserve(1);
        buffer[length++] = (byte) ascii;
    }

    private void append(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void reserve(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
        }
    }

    private static Map<LoginField, byte[]> names() {
        Map<LoginField, byte[]> names = new EnumMap<>(LoginField.class);
        for (LoginField field : FIELDS) {
            names.put(field, Json.raw('"' + field.wireName() + "\": "));
        }
        return names;
    }
}
