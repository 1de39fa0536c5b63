package io.kafkafetch.adapters.http.logins.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.http.logins.fault.Refusal;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.adapters.json.mapping.Pointer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDocumentTest {

    private static final Optional<Pointer> VALUE = Optional.of(Pointer.of("/value"));
    private static final int EVENT_BYTES = 1 << 16;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"next":"]}","value":[ {"a":[1,{"value":[2]}]} , 2 ],"x":[3]}  | {"a":[1,{"value":[2]}]};2
            {"value":[]}                                                   | ''
            {"value":[1],"value":[ ],"value":[2,3]}                        | 1;2;3
            {"value":{"value":[1]}}                                        | {"value":{"value":[1]}}
            {"x":[1]}                                                      | {"x":[1]}
            [{"value":[1]},2]                                              | {"value":[1]};2
            """)
    void theEventsOfAnExportAreThoseOfItsArray(String document, String events) {
        assertThat(String.join(";", events(document, VALUE))).isEqualTo(events);
    }

    @Test
    void withoutAPointerAnObjectIsAnEvent() {
        assertThat(events("{\"value\":[1]}", Optional.empty())).containsExactly("{\"value\":[1]}");
    }

    @Test
    void anEventInAnExportMayBeAsDeepAsAnyOther() {
        String deepest = "[".repeat(LoginDecoder.MAX_DEPTH) + "]".repeat(LoginDecoder.MAX_DEPTH);
        ByteBuffer export = bytes("{\"value\":[" + deepest + "]}");
        ByteBuffer deeper = bytes("{\"value\":[[" + deepest + "]]}");

        assertThatCode(() -> JsonDocument.check(export, EVENT_BYTES, VALUE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> JsonDocument.check(deeper, EVENT_BYTES, VALUE)).isInstanceOf(Refusal.class);
    }

    private static List<String> events(String document, Optional<Pointer> pointer) {
        ByteBuffer bytes = bytes(document);
        JsonDocument.check(bytes, EVENT_BYTES, pointer);
        JsonDocument read = new JsonDocument(bytes, pointer);
        List<String> events = new ArrayList<>();
        for (ByteBuffer event = read.next(); event != null; event = read.next()) {
            events.add(UTF_8.decode(event).toString());
        }
        return events;
    }

    private static ByteBuffer bytes(String document) {
        return ByteBuffer.wrap(document.getBytes(UTF_8));
    }
}
