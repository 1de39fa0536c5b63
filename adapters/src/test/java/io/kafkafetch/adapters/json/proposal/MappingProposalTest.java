package io.kafkafetch.adapters.json.proposal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.json.mapping.FaultyMappingException;
import io.kafkafetch.adapters.json.mapping.LoginMapping;
import io.kafkafetch.adapters.json.mapping.MappingReader;
import io.kafkafetch.adapters.json.mapping.Pointer;
import io.kafkafetch.adapters.json.mapping.Presets;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.Validation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingProposalTest {

    private static final Path SAMPLES = Path.of("src/test/resources/io/kafkafetch/adapters/json/mapping");

    /** Nothing of the preset is known to the proposal. What the preset skips or rejects is no part of this. */
    @ParameterizedTest
    @CsvSource({
        "okta",
        "auth0",
        "auth0-export",
        "entra",
        "keycloak",
        "cloudtrail",
        "ocsf",
        "cloudevents",
    })
    void ofAKnownFeedItAcceptsEveryLoginOfThePresetAtTheSameTime(String feed) throws Exception {
        List<byte[]> sample = sample(feed);
        LoginDecoder preset = decoder(Presets.text(feed).orElseThrow());
        MappingProposal proposal = MappingProposal.of("mine", Optional.empty(), sample);
        LoginDecoder proposed = decoder(proposal.json().getBytes(UTF_8));

        SoftAssertions softly = new SoftAssertions();
        int accepted = 0;
        for (int i = 0; i < sample.size(); i++) {
            if (preset.decode(ByteBuffer.wrap(sample.get(i))) instanceof LoginEvent login) {
                accepted++;
                softly.assertThat(time(proposed.decode(ByteBuffer.wrap(sample.get(i)))))
                        .as(feed + ".jsonl, line " + (i + 1) + " by " + proposal.json())
                        .isEqualTo("at " + login.timestamp());
            }
        }
        softly.assertThat(accepted).isGreaterThan(3);
        softly.assertAll();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            okta | /eventType=user.session.start, /outcome/result=SUCCESS | /published | /actor/id | /client/ipAddress | /client/geographicalContext/state | /client/device
            auth0 | /data/description=Successful login | /data/date | /data/user_id | /data/ip | - | -
            entra | /status/errorCode=0 | /createdDateTime | /userId | /ipAddress | /location/state | /clientAppUsed
            keycloak | /type=LOGIN | /time | /userId | /ipAddress | - | -
            cloudtrail | /eventType=AwsConsoleSignIn, /eventName=ConsoleLogin, /responseElements/ConsoleLogin=Success | /eventTime | /userIdentity/principalId | /sourceIPAddress | /awsRegion | -
            """)
    void ofAKnownFeedItFindsTheFields(
            String feed, String when, String time, String user, String ip, String locale, String device)
            throws Exception {
        LoginMapping mapping = read(MappingProposal.of("mine", Optional.empty(), sample(feed)));

        assertThat(mapping.when().stream()
                        .map(condition -> condition.at() + "=" + String.join("|", condition.is()))
                        .collect(Collectors.joining(", ")))
                .isEqualTo(when);
        assertThat(at(mapping, LoginField.TIMESTAMP)).isEqualTo(time);
        assertThat(at(mapping, LoginField.USER_ID)).isEqualTo(user);
        assertThat(at(mapping, LoginField.IP)).isEqualTo(ip);
        assertThat(at(mapping, LoginField.LOCALE)).isEqualTo(locale);
        assertThat(at(mapping, LoginField.DEVICE_TYPE)).isEqualTo(device);
    }

    @Test
    void itIsAMappingToGoOnWithAndSaysWhy() throws NoProposalException {
        List<byte[]> sample = IntStream.range(0, 4)
                .mapToObj(i -> """
                        {"ts":%d,"kind":"%s","who":{"user_id":"u-%d"},"app":{"version":"1.%d"},"ok":true}
                        """.formatted(1_793_603_730_000L + i, i == 0 ? "logout" : "login", i, i))
                .map(event -> event.getBytes(UTF_8))
                .toList();

        MappingProposal proposal = MappingProposal.of("mine", Optional.of(Pointer.of("/Records")), sample);

        assertThat(proposal.json()).isEqualTo("""
                {"name":"mine","description":"Proposed from a sample of 4 events",
                 "events":"/Records",
                 "when":[{"at":"/kind","is":["login"]}],
                 "fields":{
                  "user_id":{"at":["/who/user_id"]},
                  "app_version":{"at":["/app/version"],"default":"unknown"},
                  "locale":{"default":"unknown"},
                  "timestamp":{"at":["/ts"],"format":"epoch-millis"},
                  "device_type":{"default":"unknown"}}}
                """);
        assertThat(proposal.reasons())
                .containsExactly(
                        "when /kind is login: 3 of 4 events",
                        "user_id: /who/user_id, in 3 of 3",
                        "app_version: /app/version, in 3 of 3",
                        "ip: found nowhere",
                        "locale: found nowhere",
                        "device_id: found nowhere",
                        "timestamp: /ts, milliseconds since 1970 in 3 of 3",
                        "device_type: found nowhere",
                        "at least 3 of 4 events are accepted by it");
        assertThat(proposal.places())
                .contains(
                        new MappingProposal.Place("/ts", 4, "milliseconds since 1970"),
                        new MappingProposal.Place("/ok", 4, "true or false"));
    }

    @Test
    void noValueOfTheSampleIsSaidButTheWordsOfTheConditions() throws NoProposalException {
        List<byte[]> sample = IntStream.range(0, 9)
                .mapToObj(i -> """
                        {"time":"2026-11-02T07:15:3%d.77Z","type":"login","userId":"secret-%d","ip":"203.0.113.9","locale":"secret",
                         "platform":"secret","deviceId":"secret","appVersion":"secret","message":"login of secret %d","n":{"action":"secret login"}}
                        """.formatted(i, i, i))
                .map(event -> event.getBytes(UTF_8))
                .toList();

        MappingProposal proposal = MappingProposal.of("mine", Optional.empty(), sample);

        assertThat(proposal.toString())
                .contains("/deviceId", "[\"login\"]")
                .doesNotContain("secret", "203.0.113", "2026-11", "77Z");
    }

    @Property(tries = 1_000)
    void whateverTheEventsAreThereIsARefusalOrAMappingThatAcceptsOneOfThem(@ForAll("samples") List<String> events)
            throws FaultyMappingException {
        List<byte[]> sample =
                events.stream().map(event -> event.getBytes(UTF_8)).toList();
        MappingProposal proposal;
        try {
            proposal = MappingProposal.of("mine", Optional.empty(), sample);
        } catch (NoProposalException refused) {
            assertThat(refused).hasMessageStartingWith("expected ");
            return;
        }
        LoginDecoder decoder = decoder(proposal.json().getBytes(UTF_8));
        long accepted = sample.stream()
                .filter(event -> decoder.decode(ByteBuffer.wrap(event)) instanceof LoginEvent)
                .count();

        assertThat(accepted).isPositive();
        assertThat(proposal.reasons().getLast())
                .matches(
                        said -> Long.parseLong(said.replaceAll("at least (\\d+) of .*", "$1")) <= accepted,
                        "no more than " + accepted);
    }

    @Property(tries = 100)
    void theSameEventsGiveTheSameProposal(@ForAll("samples") List<String> events) {
        List<byte[]> sample =
                events.stream().map(event -> event.getBytes(UTF_8)).toList();

        assertThat(proposed(sample)).isEqualTo(proposed(sample));
    }

    @Provide
    Arbitrary<List<String>> samples() {
        Arbitrary<String> name = Arbitraries.of(
                "time",
                "published",
                "userId",
                "sub",
                "ip",
                "country",
                "device",
                "deviceId",
                "appVersion",
                "type",
                "result",
                "success",
                "a/b~c",
                "-",
                "0",
                "",
                "é",
                "\\ud800",
                "\\n",
                "x");
        Arbitrary<String> scalar = Arbitraries.of(
                "\"2026-11-02T07:15:30Z\"",
                "\"2026-11-02T07:15:30\"",
                "1793603730",
                "\"1793603730123\"",
                "1793603730123456",
                "1e9",
                "1793603730.5",
                "\"192.0.2.1\"",
                "\"::1\"",
                "\"login\"",
                "\"LOGOUT\"",
                "\"SUCCESS\"",
                "\"u1\"",
                "\"\"",
                "\" \"",
                "null",
                "true",
                "0",
                "7",
                "\"\\ud800\"",
                "\"" + "y".repeat(300) + "\"",
                "[1]",
                "123456789012345678901234567890");
        Arbitrary<String> inner = object(name, scalar);
        Arbitrary<String> value = Arbitraries.frequencyOf(
                Tuple.of(4, scalar),
                Tuple.of(1, inner),
                Tuple.of(1, inner.map(object -> "[" + object + "," + object + "]")));
        Arbitrary<String> event = Arbitraries.frequencyOf(
                Tuple.of(20, object(name, value)),
                Tuple.of(1, Arbitraries.of("", "{", "null", "[]", "{\"time\":1793603730}x", "\ufeff{}")));
        return event.list().ofMaxSize(6);
    }

    private static Arbitrary<String> object(Arbitrary<String> name, Arbitrary<String> value) {
        return name.flatMap(named -> value.map(given -> "\"" + named + "\":" + given))
                .list()
                .ofMaxSize(9)
                .map(members -> "{" + String.join(",", members) + "}");
    }

    @Test
    void withoutAMomentItIsRefusedAndSaysWhatIsExpected() {
        assertThatThrownBy(() -> propose("{\"time\":\"2026-11-02T07:15:30\",\"year\":2026}"))
                .isInstanceOf(NoProposalException.class)
                .hasMessageContaining("ISO 8601 with an offset")
                .hasMessageEndingWith("none of the 1 events has one");
        assertThatThrownBy(() -> propose("{\"@x\":1,\"value\":[{\"time\":1793603730}],\"a\":{\"b\":[{}]}}"))
                .hasMessageEndingWith("say where: --events /value");
        assertThatThrownBy(() -> propose("nothing", "[1]"))
                .hasMessageStartingWith("expected events as JSON objects, one a line, and none is here");
    }

    @Test
    void aTypeOfOtherEventsAloneIsNoReasonToAcceptNothing() throws Exception {
        MappingProposal proposal = propose(
                "{\"type\":\"login\",\"n\":1}",
                "{\"type\":\"page\",\"at\":1793603730}",
                "{\"type\":\"page\",\"at\":1793603731}");

        assertThat(read(proposal).when()).isEmpty();
        assertThat(proposal.reasons().getFirst()).startsWith("when: no field says");
    }

    @Test
    void aUserWhomFewEventsHaveIsNotRequired() throws Exception {
        LoginMapping mapping = read(propose(
                "{\"at\":1793603730,\"userId\":\"u1\"}", "{\"at\":1793603731,\"userId\":null}", "{\"at\":1793603732}"));

        assertThat(at(mapping, LoginField.USER_ID)).isEqualTo("/userId");
        assertThat(mapping.rule(LoginField.USER_ID).required()).isFalse();
    }

    /** A thousand events, each with other names: a sample is looked at in a moment, whatever it is. */
    @Test
    void namesThatAreAllDifferentCostNoMoreThanOthers() throws NoProposalException {
        List<byte[]> sample = IntStream.range(0, 1_000)
                .mapToObj(i -> IntStream.range(0, 200)
                        .mapToObj(j -> "\"ip" + i + "-" + j + "\":\"192.0.2.1\"")
                        .collect(Collectors.joining(",", "{\"time\":1793603730,", "}")))
                .map(event -> event.getBytes(UTF_8))
                .toList();

        assertThat(MappingProposal.of("mine", Optional.empty(), sample).json()).contains("\"/time\"");
    }

    private static MappingProposal propose(String... events) throws NoProposalException {
        return MappingProposal.of(
                "mine",
                Optional.empty(),
                Stream.of(events).map(event -> event.getBytes(UTF_8)).toList());
    }

    private static String proposed(List<byte[]> sample) {
        try {
            return MappingProposal.of("mine", Optional.empty(), sample).toString();
        } catch (NoProposalException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static LoginMapping read(MappingProposal proposal) throws FaultyMappingException {
        return MappingReader.read(proposal.json().getBytes(UTF_8));
    }

    private static LoginDecoder decoder(byte[] mapping) throws FaultyMappingException {
        return LoginDecoder.small(
                new LoginFormat(MissingDeviceType.DEAD_LETTER, Optional.of(MappingReader.read(mapping))));
    }

    private static String at(LoginMapping mapping, LoginField field) {
        return mapping.rule(field).at().stream().map(Pointer::text).findFirst().orElse("-");
    }

    private static String time(Validation verdict) {
        return verdict instanceof LoginEvent login ? "at " + login.timestamp() : verdict.toString();
    }

    private static List<byte[]> sample(String feed) throws IOException {
        return Files.readAllLines(SAMPLES.resolve(feed + ".jsonl")).stream()
                .map(event -> event.getBytes(UTF_8))
                .toList();
    }
}
