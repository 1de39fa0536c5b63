package io.kafkafetch.adapters.json.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.json.mapping.FaultyMappingException;
import io.kafkafetch.adapters.json.mapping.LoginMapping;
import io.kafkafetch.adapters.json.mapping.MappingReader;
import io.kafkafetch.adapters.json.mapping.Presets;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.Validation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sample events after each vendor's documentation, and what a person says they are. */
class PresetsTest {

    private static final Path SAMPLES = Path.of("src/test/resources/io/kafkafetch/adapters/json/mapping");

    static Stream<String> names() {
        return Presets.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everySampleEventIsWhatThePersonSaysItIs(String name) throws IOException, FaultyMappingException {
        LoginDecoder decoder = decoder(name);
        List<String> events = Files.readAllLines(SAMPLES.resolve(name + ".jsonl"));
        List<String> expected = Files.readAllLines(SAMPLES.resolve(name + ".expected.jsonl"));

        assertThat(expected).hasSameSizeAs(events);
        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < events.size(); i++) {
            ByteBuffer event = ByteBuffer.wrap(events.get(i).getBytes(UTF_8));
            softly.assertThat(outcome(decoder, event))
                    .as(name + ".jsonl, line " + (i + 1))
                    .isEqualTo(outcome(expected.get(i), i + 1));
        }
        softly.assertAll();
    }

    private static String outcome(LoginDecoder decoder, ByteBuffer event) {
        return switch (decoder.decode(event)) {
            case LoginEvent login ->
                "accepted " + decoder.userIdOfLast(event).map(id -> new String(id, UTF_8)) + ' '
                        + List.of(login.appVersion(), login.locale(), login.timestamp(), login.deviceType());
            case Validation.Skipped skipped -> "skipped";
            case Validation.Rejected rejected ->
                "rejected "
                        + rejected.reasons().stream()
                                .map(reason -> reason instanceof Reason.OfField field ? field.at() : "")
                                .toList();
        };
    }

    private static String outcome(String expected, int line) {
        StrictJson.Members members = StrictJson.read(expected.getBytes(UTF_8));
        assertThat(members.number("line")).isEqualTo(line);
        String outcome = members.text("outcome");
        if (outcome.equals("rejected")) {
            List<String> at = new ArrayList<>();
            requireNonNull(members.object().get("at")).values().forEach(pointer -> at.add(pointer.getStringValue()));
            return "rejected " + at;
        }
        if (outcome.equals("skipped")) {
            return outcome;
        }
        StrictJson.Members login = members.object("login");
        Optional<String> user = login.has("user_id") ? Optional.of(login.text("user_id")) : Optional.empty();
        return "accepted " + user + ' '
                + List.of(
                        login.text("app_version"),
                        login.text("locale"),
                        login.number("timestamp"),
                        login.text("device_type"));
    }

    private static LoginDecoder decoder(String name) throws FaultyMappingException {
        LoginMapping mapping = MappingReader.read(Presets.text(name).orElseThrow());
        assertThat(mapping.name()).isEqualTo(name);
        assertThat(mapping.description()).isNotBlank();
        return new LoginDecoder(
                new LoginFormat(MissingDeviceType.DEAD_LETTER, Optional.of(mapping)), (bytes, from, length) -> 1);
    }
}
