package io.kafkafetch.adapters.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.flatMapping;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.Validation;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoginGeneratorTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final GeneratorSettings CLEAN = GeneratorSettings.forTopic().withCorruptPercent(0);

    /** The valid ones of the first 100,000 records: five simulated days. */
    private static final List<Login> LOGINS = logins(100_000);

    /** Pinned: if it changes, so does every recorded demo, golden file and benchmark. */
    @Test
    void theFirstTenThousandRecordsAreTheSameForever() {
        GeneratorSettings settings = GeneratorSettings.forTopic().withSeed(42).withCorruptPercent(5);

        assertThat(sha256(records(settings, 10_000)))
                .isEqualTo("6085715618122519cf4e25920f02ef5e364c5418214d852534d42f29bd6873e5");
    }

    @Test
    void theFirstLoginsLookLikeTheRealFeed() {
        assertThat(records(CLEAN, 2)).extracting(LoginGeneratorTest::text).containsExactly("""
                {"user_id": "6b2883b3-9fe1-4e87-9167-1d2dff71f2c5", "app_version": "2.2.0", "ip": "198.19.166.237", \
                "locale": "OH", "device_id": "661-02-7436", "timestamp": 1767571213, "device_type": "iOS"}""", """
                {"user_id": "8e57af51-03d1-449f-b8f1-5ad74b1f0f71", "app_version": "2.2.1", "ip": "198.19.201.108", \
                "locale": "WA", "device_id": "155-38-7413", "timestamp": "1767571216", "device_type": "iOS"}""");
    }

    @Test
    void aValidLoginIsOneOfTheContract() {
        for (Login login : LOGINS) {
            assertThat(login.userId()).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
            assertThat(login.appVersion()).matches("[12]\\.\\d\\.\\d(-beta)?");
            assertThat(login.ip()).matches("198\\.1[89]\\.\\d{1,3}\\.\\d{1,3}");
            assertThat(login.locale()).matches("[A-Z]{2}");
            assertThat(login.deviceId()).matches("\\d{3}-\\d{2}-\\d{4}");
            assertThat(login.deviceType()).isIn("iOS", "android", "web");
        }
    }

    @Test
    void fiveToNinePercentOfTheLoginsLackTheirDeviceType() {
        Map<Kind, Long> kinds = records(CLEAN, 100_000).stream().collect(groupingBy(GeneratedRecord::kind, counting()));

        assertThat(kinds).containsOnlyKeys(Kind.VALID, Kind.MISSING_DEVICE_TYPE);
        assertThat(kinds.getOrDefault(Kind.MISSING_DEVICE_TYPE, 0L)).isBetween(6_500L, 7_500L);
    }

    @Test
    void statesAreSkewedByTheirSizeAndAllOccur() {
        Map<String, Long> states = countsOf(Login::locale);

        assertThat(states).hasSize(51);
        assertThat(share(states, "CA")).isBetween(0.08, 0.16);
        assertThat(share(states, "CA") / share(states, "WY")).isGreaterThan(15);
        assertThat(Collections.max(states.values())).isEqualTo(states.get("CA"));
    }

    @Test
    void theEveningIsBusyAndTheNightIsQuiet() {
        Map<Long, Long> hours = countsOf(login -> login.timestamp() / 3_600 % 24);

        assertThat(hours).hasSize(24);
        assertThat(Collections.max(hours.values())).isEqualTo(hours.get(20L));
        assertThat(Collections.min(hours.values())).isEqualTo(hours.get(4L));
        assertThat((double) hours.getOrDefault(20L, 0L) / hours.getOrDefault(4L, 1L))
                .isBetween(15.0, 25.0);
    }

    /** Another midnight changes nothing but the days. */
    @Test
    void timeGoesOnToThePresentAndIsThatFromThenOn() {
        long midnight = GeneratorSettings.DEFAULT_START + 300 * 86_400;
        long present = midnight + 7 * 3_600;
        GeneratorSettings settings = CLEAN.withStartEpochSecond(midnight);
        LoginGenerator upToNow = new LoginGenerator(settings, () -> present);
        List<GeneratedRecord> records =
                Stream.generate(upToNow::next).limit(20_000).toList();
        List<Long> times = records.stream()
                .filter(login -> login.kind() == Kind.VALID)
                .map(login -> Login.of(text(login)).timestamp())
                .toList();

        assertThat(times).isSorted().endsWith(present);
        assertThat(times.getFirst()).isBetween(midnight, midnight + 600);
        assertThat(times).filteredOn(time -> time < present).hasSizeGreaterThan(1_000);
        assertThat(records)
                .extracting(GeneratedRecord::kind)
                .isEqualTo(records(CLEAN, 20_000).stream()
                        .map(GeneratedRecord::kind)
                        .toList());
    }

    @Test
    void timeGoesOnAtThePaceAskedFor() {
        assertThat(LOGINS).isSortedAccordingTo((a, b) -> Long.compare(a.timestamp(), b.timestamp()));
        assertThat(LOGINS.getFirst().timestamp())
                .isBetween(GeneratorSettings.DEFAULT_START, GeneratorSettings.DEFAULT_START + 600);
        assertThat(LOGINS.getLast().timestamp() - LOGINS.getFirst().timestamp())
                .isBetween(5 * 86_400 * 97L / 100, 5 * 86_400 * 103L / 100);
    }

    @Test
    void theVersionBeingRolledOutIsATailAndMostUseTheCurrentOne() {
        Map<String, Long> versions = countsOf(Login::appVersion);

        assertThat(versions).hasSize(6);
        assertThat(share(versions, "2.3.0")).isCloseTo(0.72, within(0.05));
        assertThat(share(versions, "2.4.0-beta")).isCloseTo(0.06, within(0.03));
    }

    @Test
    void deviceTypesHaveTheirShares() {
        Map<String, Long> types = countsOf(Login::deviceType);

        assertThat(share(types, "iOS")).isCloseTo(0.50, within(0.05));
        assertThat(share(types, "android")).isCloseTo(0.40, within(0.05));
        assertThat(share(types, "web")).isCloseTo(0.10, within(0.04));
    }

    @Test
    void usersComeBackSomeFarMoreOftenThanOthers() {
        Map<String, Long> users = countsOf(Login::userId);

        assertThat(users).hasSizeBetween(12_000, GeneratorSettings.DEFAULT_USERS);
        double mean = 100_000.0 / GeneratorSettings.DEFAULT_USERS;
        assertThat((double) Collections.max(users.values())).isBetween(20 * mean, 100 * mean);
    }

    @Test
    void aUserHasOneToThreeDevicesThatStayWhatTheyAre() {
        Map<String, Set<String>> devices = distinct(LOGINS, Login::userId, Login::deviceId);
        assertThat(devices.values()).allSatisfy(ids -> assertThat(ids).hasSizeBetween(1, 3));
        assertThat(devices.values()).extracting(Set::size).contains(1, 2, 3);
        assertThat(distinct(
                                LOGINS,
                                login -> login.userId() + login.deviceId(),
                                login -> login.deviceType() + login.appVersion())
                        .values())
                .allSatisfy(kinds -> assertThat(kinds).hasSize(1));
    }

    @Test
    void theKeyIsTheUserSoThatHisLoginsStayInOrder() {
        for (GeneratedRecord login : records(CLEAN, 5_000)) {
            assertThat(text(login))
                    .startsWith("{\"user_id\": \"" + new String(requireNonNull(login.key()), UTF_8) + "\"");
        }
    }

    @Test
    void aLoginIsAboutTwoHundredBytesLong() {
        List<GeneratedRecord> logins = records(CLEAN, 20_000);

        assertThat(logins).allSatisfy(login -> assertThat(text(login).length()).isBetween(150, 280));
        assertThat(logins.stream()
                        .mapToInt(login -> text(login).length())
                        .average()
                        .orElseThrow())
                .isBetween(180.0, 200.0);
    }

    @Test
    void aSmallShareHasItsTimestampAsTextAndSomeAnUnknownObject() {
        List<String> logins =
                records(CLEAN, 50_000).stream().map(LoginGeneratorTest::text).toList();

        assertThat(logins.stream()
                        .filter(login -> login.contains("\"timestamp\": \""))
                        .count())
                .isBetween(800L, 1_200L);
        assertThat(logins.stream()
                        .filter(login -> login.contains("\"session\": {\"id\": "))
                        .count())
                .isBetween(4_600L, 5_400L);
    }

    @Test
    void aHugeTextIsRareAndFitsIntoARecord() {
        List<GeneratedRecord> huge = records(GeneratorSettings.forTopic().withCorruptPercent(100), 12_000).stream()
                .filter(login -> login.kind() == Kind.HUGE_TEXT)
                .toList();

        assertThat(huge).hasSize(2);
        assertThat(huge)
                .allSatisfy(login ->
                        assertThat(requireNonNull(login.value()).length).isBetween(900 * 1_024, 901 * 1_024));
    }

    /** The judge is the contract read plainly, not the service's own decoder: see {@link JudgingDecoder}. */
    @Test
    void everyRecordIsAcceptedOrRejectedAsItsKindSays() {
        for (GeneratedRecord login : records(GeneratorSettings.forTopic().withCorruptPercent(80), 50_000)) {
            for (MissingDeviceType policy : MissingDeviceType.values()) {
                assertThat(JudgingDecoder.judge(login.value(), policy) instanceof LoginEvent)
                        .as("%s under %s: %s", login.kind(), policy, text(login))
                        .isEqualTo(login.kind().accepted(policy));
            }
        }
    }

    @Test
    void everyKindIsRejectedForItsOwnReason() {
        Map<Kind, Set<String>> codes = records(GeneratorSettings.forTopic().withCorruptPercent(100), 50_000).stream()
                .collect(groupingBy(GeneratedRecord::kind, flatMapping(LoginGeneratorTest::codes, toSet())));

        assertThat(codes)
                .containsEntry(Kind.TRUNCATED, Set.of("not-json"))
                .containsEntry(Kind.NOT_AN_OBJECT, Set.of("not-an-object"))
                .containsEntry(Kind.WRONG_TYPE, Set.of("wrong-type"))
                .containsEntry(Kind.MISSING_FIELD, Set.of("missing"))
                .containsEntry(Kind.NULL_FIELD, Set.of("missing"))
                .containsEntry(Kind.BLANK_FIELD, Set.of("blank"))
                .containsEntry(Kind.REPEATED_FIELD, Set.of("repeated"))
                .containsEntry(Kind.TIMESTAMP_OUT_OF_RANGE, Set.of("out-of-range"))
                .containsEntry(Kind.TEXT_TOO_LONG, Set.of("too-long"))
                .containsEntry(Kind.HUGE_TEXT, Set.of("too-long"))
                .containsEntry(Kind.LONE_SURROGATE, Set.of("not-unicode"))
                .containsEntry(Kind.INVALID_UTF8, Set.of("not-utf8"))
                .containsEntry(Kind.EMPTY, Set.of("empty"))
                .containsEntry(Kind.WHITE_SPACE, Set.of("empty"))
                .containsEntry(Kind.TOMBSTONE, Set.of("tombstone"))
                .hasSize(15);
    }

    private static Stream<String> codes(GeneratedRecord login) {
        return switch (JudgingDecoder.judge(login.value(), MissingDeviceType.DEAD_LETTER)) {
            case LoginEvent accepted -> Stream.of("accepted");
            case Validation.Skipped skipped -> Stream.of("skipped");
            case Validation.Rejected rejected -> rejected.reasons().stream().map(reason -> reason.code());
        };
    }

    private static <K> Map<K, Long> countsOf(Function<Login, K> property) {
        return LOGINS.stream().collect(groupingBy(property, counting()));
    }

    private static double share(Map<String, Long> counts, String key) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        return (double) counts.getOrDefault(key, 0L) / total;
    }

    private static Map<String, Set<String>> distinct(
            List<Login> logins, Function<Login, String> key, Function<Login, String> value) {
        Map<String, Set<String>> distinct = new HashMap<>();
        for (Login login : logins) {
            distinct.computeIfAbsent(key.apply(login), unseen -> new HashSet<>())
                    .add(value.apply(login));
        }
        return distinct;
    }

    /** The valid ones of so many records, with all that is in them. */
    private static List<Login> logins(int records) {
        return records(CLEAN, records).stream()
                .filter(login -> login.kind() == Kind.VALID)
                .map(login -> Login.of(text(login)))
                .toList();
    }

    private record Login(
            String userId,
            String appVersion,
            String ip,
            String locale,
            String deviceId,
            long timestamp,
            String deviceType) {

        static Login of(String json) {
            try {
                JsonNode login = MAPPER.readTree(json);
                return new Login(
                        login.path("user_id").textValue(),
                        login.path("app_version").textValue(),
                        login.path("ip").textValue(),
                        login.path("locale").textValue(),
                        login.path("device_id").textValue(),
                        login.path("timestamp").asLong(),
                        login.path("device_type").textValue());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static List<GeneratedRecord> records(GeneratorSettings settings, int count) {
        return Stream.generate(new LoginGenerator(settings)::next).limit(count).toList();
    }

    private static String text(GeneratedRecord login) {
        byte[] value = login.value();
        return value == null ? "null" : new String(value, UTF_8);
    }

    private static String sha256(List<GeneratedRecord> records) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (GeneratedRecord login : records) {
                update(digest, login.key());
                update(digest, login.value());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** The length first, -1 for null, so that no two lists of records look alike. */
    private static void update(MessageDigest digest, byte @Nullable [] bytes) {
        digest.update(
                ByteBuffer.allocate(4).putInt(bytes == null ? -1 : bytes.length).array());
        if (bytes != null) {
            digest.update(bytes);
        }
    }
}
