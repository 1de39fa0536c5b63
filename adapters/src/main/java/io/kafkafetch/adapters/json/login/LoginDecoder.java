package io.kafkafetch.adapters.json.login;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.LoginForm;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.RecordFault;
import io.kafkafetch.domain.login.UserHash;
import io.kafkafetch.domain.login.Validation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a login event from the bytes of a record, and judges it. Any bytes get a verdict; none make this throw.
 *
 * <p>Jackson judges, the JDK before it what is UTF-8. In front of both a {@link PlainLoginScanner} takes the logins that
 * are as plain as nearly all are; whatever it does not take is read from the beginning, so that it changes no verdict.
 * Events of another form are read by a {@link MappedEvent}, within the same bounds.
 *
 * <p>A record is one JSON value (RFC 8259) in UTF-8 without a byte order mark, white space around it allowed. Fields
 * count at the top level of the object alone; unknown ones are ignored, whatever is in them. A number is a whole number
 * if it is one mathematically, as in JSON Schema 2020-12: {@code 1.0} and {@code 1e3} are.
 *
 * <p>Bounds: arrays and objects nest at most {@value #MAX_DEPTH} deep, the outermost included; deeper is
 * {@link RecordFault#NOT_JSON}. Names, strings and numbers are as long as the record has room for. Time is linear in
 * the record's size. Memory kept between records is at most {@value #MAX_KEPT_CHARS} characters, of a
 * {@link #small} one {@value #SMALL_CHARS}, and the buffers of Jackson and of the scanner.
 *
 * <p>Reusable, also after malformed input; not thread-safe.
 */
public final class LoginDecoder {

    /** Deepest nesting of arrays and objects. */
    public static final int MAX_DEPTH = 500;

    private static final int MAX_KEPT_CHARS = 1 << 20;
    private static final int SMALL_CHARS = 1 << 13;

    private final @Nullable PlainLoginScanner scanner;
    private final @Nullable MappedEvent mapped;
    private final MissingDeviceType policy;
    private final int mostKept;
    private final LoginForm form;
    private final JsonFactory json = strictJson();
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private CharBuffer kept = CharBuffer.allocate(1024);

    /** A decoder that treats a login without a device type by this policy, of logins whose users nobody asks for. */
    public LoginDecoder(MissingDeviceType policy) {
        this(policy, UserHash.OFF);
    }

    /** A decoder of plain logins whose users get this hash. */
    public LoginDecoder(MissingDeviceType policy, UserHash hash) {
        this(LoginFormat.plain(policy), hash);
    }

    /**
     * A decoder of events.
     *
     * @param format what they look like, and how a login without a device type is treated
     * @param hash that stands for the user of an event
     */
    public LoginDecoder(LoginFormat format, UserHash hash) {
        this(format, hash, true, MAX_KEPT_CHARS);
    }

    private LoginDecoder(LoginFormat format, UserHash hash, boolean scanned, int mostKept) {
        this.policy = format.missingDeviceType();
        this.form = new LoginForm(hash);
        this.mapped =
                format.mapping().map(mapping -> new MappedEvent(mapping, hash)).orElse(null);
        this.scanner = scanned && mapped == null ? new PlainLoginScanner(hash) : null;
        this.mostKept = mostKept;
    }

    /** One that keeps little memory after a large record: for places that have many decoders. */
    public static LoginDecoder small(LoginFormat format) {
        return new LoginDecoder(format, UserHash.OFF, true, SMALL_CHARS);
    }

    /** One that gives the same verdicts by the parser alone: slower, and what the scanner is held against. */
    public static LoginDecoder ofParserAlone(MissingDeviceType policy) {
        return ofParserAlone(policy, UserHash.OFF);
    }

    /** One that gives the same verdicts by the parser alone: slower, and what the scanner is held against. */
    public static LoginDecoder ofParserAlone(MissingDeviceType policy, UserHash hash) {
        return new LoginDecoder(LoginFormat.plain(policy), hash, false, MAX_KEPT_CHARS);
    }

    /**
     * The verdict on a record.
     *
     * @param value its bytes from position to limit, which stay where they are; {@code null} for a tombstone
     */
    public Validation decode(@Nullable ByteBuffer value) {
        if (value == null) {
            return Validation.undecodable(RecordFault.TOMBSTONE);
        }
        LoginEvent plain = scanner == null ? null : scanner.scan(value);
        return plain == null ? parse(value) : plain;
    }

    /**
     * The user's id in UTF-8, of the record that was decoded last and accepted; empty where its format lets it have none.
     *
     * @param login this record again
     */
    public Optional<byte[]> userIdOfLast(ByteBuffer login) {
        return mapped == null
                ? Optional.of(UserId.of(login))
                : Optional.ofNullable(mapped.userId()).map(id -> id.getBytes(StandardCharsets.UTF_8));
    }

    /** Forgets the record that was decoded last, for a decoder that waits to be used again. */
    public void forget() {
        if (mapped != null) {
            mapped.clear();
        }
    }

    private Validation parse(ByteBuffer value) {
        CharBuffer text = roomFor(value.remaining());
        if (!isUtf8(value, text)) {
            return Validation.undecodable(RecordFault.NOT_UTF8);
        }
        // From characters, not from bytes: there Jackson would take UTF-16 and UTF-32 as well, and skip a mark.
        try (JsonParser parser = json.createParser(text.array(), 0, text.position())) {
            return read(parser);
        } catch (IOException notJson) { // of reading memory: the text is malformed or nests too deep
            return Validation.undecodable(RecordFault.NOT_JSON);
        }
    }

    private Validation read(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return Validation.undecodable(RecordFault.EMPTY);
        }
        if (first != JsonToken.START_OBJECT) {
            parser.skipChildren();
        } else if (mapped == null) {
            fillIn(parser);
        } else {
            mapped.read(parser);
        }
        if (parser.nextToken() != null) {
            return Validation.undecodable(RecordFault.NOT_JSON);
        }
        if (first != JsonToken.START_OBJECT) {
            return Validation.undecodable(RecordFault.NOT_AN_OBJECT);
        }
        return mapped == null ? form.check(policy) : mapped.verdict(policy);
    }

    private void fillIn(JsonParser parser) throws IOException {
        form.clear();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            LoginField field = fieldOf(name);
            JsonToken token = parser.nextToken();
            if (field != null) {
                fillIn(field, token, parser);
            }
            parser.skipChildren();
        }
    }

    private void fillIn(LoginField field, JsonToken token, JsonParser parser) throws IOException {
        switch (token) {
            case VALUE_STRING -> form.text(field, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(field, parser);
            case VALUE_NULL -> form.nothing(field);
            case VALUE_TRUE, VALUE_FALSE, START_ARRAY, START_OBJECT -> form.wrongType(field);
            case END_ARRAY, END_OBJECT, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException(token + " where a value starts");
        }
    }

    private void number(LoginField field, JsonParser parser) throws IOException {
        WholeNumber.report(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength(), field, form);
    }

    /** Decoding is the check: the JDK's decoder refuses overlong forms, surrogates and truncated sequences. */
    private boolean isUtf8(ByteBuffer value, CharBuffer text) {
        utf8.reset();
        return !utf8.decode(value.duplicate(), text, true).isError();
    }

    /** UTF-8 never has fewer bytes than UTF-16 has characters. */
    private CharBuffer roomFor(int bytes) {
        if (kept.capacity() >= bytes) {
            return kept.clear();
        }
        CharBuffer room = CharBuffer.allocate(Math.max(bytes, Math.min(2 * kept.capacity(), mostKept)));
        if (room.capacity() <= mostKept) {
            kept = room;
        }
        return room;
    }

    private static @Nullable LoginField fieldOf(String name) {
        return switch (name) {
            case "user_id" -> LoginField.USER_ID;
            case "app_version" -> LoginField.APP_VERSION;
            case "ip" -> LoginField.IP;
            case "locale" -> LoginField.LOCALE;
            case "device_id" -> LoginField.DEVICE_ID;
            case "timestamp" -> LoginField.TIMESTAMP;
            case "device_type" -> LoginField.DEVICE_TYPE;
            default -> null;
        };
    }

    /**
     * Jackson with one bound, that of depth. Names are not canonicalized: the table of them would grow with what
     * strangers send, and refuse a record with many names of the same hash.
     */
    public static JsonFactory strictJson() {
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build())
                .build();
    }
}
