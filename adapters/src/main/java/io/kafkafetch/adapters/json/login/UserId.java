package io.kafkafetch.adapters.json.login;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.kafkafetch.domain.login.LoginField;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Who logged in, for those few who need it: a verdict keeps only what is counted, so that the record is read again. */
final class UserId {

    private static final JsonFactory JSON = LoginDecoder.strictJson();

    private UserId() {}

    /**
     * The user's id in UTF-8.
     *
     * @param login a plain login that {@link LoginDecoder} accepted, from position to limit, which stay where they are
     * @throws IllegalArgumentException if it is no such record
     */
    static byte[] of(ByteBuffer login) {
        byte[] json = new byte[login.remaining()];
        login.duplicate().get(json);
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (name.equals(LoginField.USER_ID.wireName())) {
                    return parser.getText().getBytes(StandardCharsets.UTF_8);
                }
                parser.skipChildren();
            }
        } catch (IOException notJson) {
            throw new IllegalArgumentException("not an accepted login", notJson);
        }
        throw new IllegalArgumentException("not an accepted login");
    }
}
