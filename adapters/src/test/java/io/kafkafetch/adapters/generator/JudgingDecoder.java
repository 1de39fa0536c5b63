package io.kafkafetch.adapters.generator;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.LoginForm;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.RecordFault;
import io.kafkafetch.domain.login.Validation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The contract once more, slow and plain, with the domain's form as the judge: what a record of the generator is. */
final class JudgingDecoder {

    private static final JsonFactory JSON = new JsonFactory();

    private static final Map<String, LoginField> FIELDS =
            Stream.of(LoginField.values()).collect(toMap(LoginField::wireName, identity()));

    private JudgingDecoder() {}

    static Validation judge(byte @Nullable [] value, MissingDeviceType policy) {
        if (value == null) {
            return Validation.undecodable(RecordFault.TOMBSTONE);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            return text.isBlank() ? Validation.undecodable(RecordFault.EMPTY) : judge(text, policy);
        } catch (CharacterCodingException notUtf8) {
            return Validation.undecodable(RecordFault.NOT_UTF8);
        } catch (IOException notJson) {
            return Validation.undecodable(RecordFault.NOT_JSON);
        }
    }

    private static Validation judge(String text, MissingDeviceType policy) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            LoginForm form = new LoginForm();
            while (object && parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                LoginField field = FIELDS.get(name);
                if (field != null) {
                    fill(form, field, parser);
                }
                parser.skipChildren();
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                return Validation.undecodable(RecordFault.NOT_JSON);
            }
            return object ? form.check(policy) : Validation.undecodable(RecordFault.NOT_AN_OBJECT);
        }
    }

    private static void fill(LoginForm form, LoginField field, JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case VALUE_STRING -> form.text(field, parser.getText());
            case VALUE_NULL -> form.nothing(field);
            case VALUE_NUMBER_INT -> {
                if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                    form.hugeInteger(field);
                } else {
                    form.integer(field, parser.getLongValue());
                }
            }
            default -> form.wrongType(field);
        }
    }
}
