package io.kafkafetch.adapters.json.rollup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.kafkafetch.adapters.json.rollup.TallyDecoder.OtherRulesException;
import io.kafkafetch.adapters.users.SecretUserKey;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.rollup.RollupListener;
import io.kafkafetch.application.rollup.Rollups;
import io.kafkafetch.application.rollup.Standing;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.application.rollup.Tally.Counted;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.rollup.ByTime;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.TimelineCounter;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTotal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class RollupJsonProperties {

    private static final HourOfDay CLOCK = new HourOfDay(ZoneId.of("Europe/Berlin"));
    private static final Rules RULES = new Rules("group", CLOCK, MissingDeviceType.DEAD_LETTER);
    private static final SecretUserKey KEY = SecretUserKey.of("a key of the tests");
    private static final Partition PARTITION = new Partition("user-login", 3);

    @Provide
    Arbitrary<List<LoginEvent>> logins() {
        Arbitrary<String> names =
                Arbitraries.of("RI", "quo\"te", "back\\slash", "ÅÄ", "\uD83D\uDE00", "a,b", "7", "others");
        Arbitrary<Long> times = Arbitraries.oneOf(
                Arbitraries.longs().between(1_700_000_000, 1_700_009_000),
                Arbitraries.longs().between(0, LoginEvent.MAX_TIMESTAMP));
        return Combinators.combine(names, times, names, Arbitraries.longs().between(LoginEvent.NO_USER, 50))
                .as((region, time, device, user) -> new LoginEvent("2.3", region, time, device, user))
                .list()
                .ofMaxSize(120);
    }

    private static Tally tally(List<LoginEvent> logins) {
        return tally(logins, 0);
    }

    private static Tally tally(List<LoginEvent> logins, long skipped) {
        TimelineCounter counter = new TimelineCounter(CLOCK, new ByTime(Tally.DETAIL, Optional.of(KEY)));
        logins.forEach(counter::count);
        long end = 100L + logins.size();
        return new Tally(
                PARTITION,
                "4CTv1GClTwu1bU9aBYGnHQ",
                List.of(
                        new Counted(100, end, logins.size(), 1, skipped, Trigger.SIZE, OptionalLong.of(0xffff_fffeL)),
                        new Counted(end + 1, end + 1, 0, 1, Trigger.DEAD_LETTERS, OptionalLong.of(7))),
                98,
                counter.timeline(),
                Map.of("missing", 2L));
    }

    @Property(tries = 200)
    void aTallyIsReadAsItWasWritten(
            @ForAll("logins") List<LoginEvent> logins, @ForAll @LongRange(min = 0) long skipped) {
        Tally tally = tally(logins, skipped);

        assertThat(read(new TallyDecoder(RULES), new TallyEncoder(RULES).values(tally)))
                .containsExactly(tally);
    }

    private static List<Tally> read(TallyDecoder decoder, List<byte[]> values) {
        List<Tally> tallies = new ArrayList<>();
        values.forEach(value -> decoder.decode(value).ifPresent(tallies::add));
        return tallies;
    }

    /** Names as long as they may be, and as many. */
    private static Tally large() {
        List<LoginEvent> logins = new ArrayList<>();
        for (int window = 0; window < 200; window++) {
            for (int name = 0; name < 100; name++) {
                String text = "\uD83D\uDE00".repeat(15) + name;
                logins.add(new LoginEvent(text, text, 1_700_000_000L + window * 60L, text));
            }
        }
        return tally(logins);
    }

    @Example
    void aLargeTallyIsWrittenInPartsThatFitAnyTopic() {
        Tally tally = large();

        List<byte[]> parts = new TallyEncoder(RULES).values(tally);

        assertThat(parts)
                .hasSizeGreaterThan(3)
                .allSatisfy(part -> assertThat(part).hasSizeLessThan(900_000));
        TallyDecoder decoder = new TallyDecoder(RULES);
        assertThat(read(decoder, parts.subList(0, parts.size() - 1))).isEmpty();
        assertThat(decoder.isWhole()).isFalse();
        assertThat(decoder.decode(parts.getLast())).contains(tally);
        assertThat(decoder.isWhole()).isTrue();
    }

    /** Commits of 5,000 logins, half of them live, half from any of 90 days, of 500 regions and as many versions. */
    @Example
    void aBackfillOfNinetyDaysBesideLiveLoginsHasABound() {
        Random random = new Random(7);
        long now = 1_700_000_000;
        Rollups rollups = new Rollups(CLOCK);
        Map<Long, Integer> live = new TreeMap<>();
        TallyEncoder encoder = new TallyEncoder(RULES);
        long before = 0;
        long largest = 0;
        for (int commit = 0; commit < 20; commit++) {
            TimelineCounter counter = new TimelineCounter(CLOCK, new ByTime(Tally.DETAIL, Optional.of(KEY)));
            for (int i = 0; i < 5_000; i++) {
                boolean isLive = i % 2 == 0;
                long time = isLive ? now + commit * 60L : now - 3_600 - random.nextInt(90 * 86_400);
                counter.count(new LoginEvent(
                        "2." + random.nextInt(500),
                        "R" + random.nextInt(500),
                        time,
                        "iOS",
                        1 + random.nextInt(100_000)));
                if (isLive) {
                    live.merge(time - Math.floorMod(time, 60L), 1, Integer::sum);
                }
            }
            long first = commit * 5_000L;
            Tally tally = new Tally(
                    PARTITION,
                    "life",
                    List.of(new Counted(first, first + 4_999, 5_000, 0, Trigger.SIZE, OptionalLong.empty())),
                    before,
                    counter.timeline(),
                    Map.of());
            before += 5_000;
            assertThat(tally.timeline().windows()).hasSizeLessThanOrEqualTo(120 + 48 + 32);
            for (byte[] part : encoder.values(tally)) {
                largest = Math.max(largest, part.length);
            }
            rollups.add(tally, Instant.ofEpochSecond(now + commit * 60L));
        }

        assertThat(largest).isLessThan(300_000);
        assertThat(rollups.all().tally().logins()).isEqualTo(100_000);
        assertThat(rollups.of(Resolution.MINUTE).size()).isLessThanOrEqualTo(Rollups.DETAIL.minutes());
        assertThat(rollups.of(Resolution.HOUR).size()).isLessThanOrEqualTo(Rollups.DETAIL.hours());
        live.forEach((minute, logins) -> assertThat(rollups.of(new Window(Resolution.MINUTE, minute))
                        .orElseThrow()
                        .tally()
                        .logins())
                .isGreaterThanOrEqualTo(logins));
        assertThat(rollups.of(Resolution.DAY).values())
                .extracting(total -> total.tally().logins())
                .satisfies(days -> assertThat(
                                days.stream().mapToLong(Long::longValue).sum() + rollups.outside(Resolution.DAY))
                        .isEqualTo(100_000));
    }

    @Example
    void aPartThatDoesNotFollowIsRefused() {
        List<byte[]> parts = new TallyEncoder(RULES).values(large());
        TallyDecoder decoder = new TallyDecoder(RULES);
        decoder.decode(parts.getFirst());

        assertThatThrownBy(() -> decoder.decode(parts.get(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("part is not the next one");
        assertThat(decoder.isWhole()).isTrue();
    }

    @Example
    void talliesOfAnotherGroupArePassedOver() {
        Rules others = new Rules("another", CLOCK, MissingDeviceType.DEAD_LETTER);

        assertThat(read(new TallyDecoder(RULES), new TallyEncoder(others).values(tally(List.of()))))
                .isEmpty();
    }

    @Example
    void talliesOfAnotherZoneAreRefusedInWordsThatHelp() {
        Rules tokyo = new Rules("group", new HourOfDay(ZoneId.of("Asia/Tokyo")), MissingDeviceType.DEAD_LETTER);
        byte[] value = new TallyEncoder(tokyo).values(tally(List.of())).getFirst();

        assertThatThrownBy(() -> new TallyDecoder(RULES).decode(value))
                .isInstanceOf(OtherRulesException.class)
                .hasMessage("the tallies were counted in ZONE=Asia/Tokyo, and this service counts in ZONE=Europe/Berlin"
                        + " for GROUP_ID=group: give it a GROUP_ID, TALLIES_TOPIC and ROLLUPS_TOPIC of its own");
    }

    @Example
    void aZoneMayHaveSeveralNames() {
        Rules utc = new Rules("group", HourOfDay.UTC, MissingDeviceType.DEAD_LETTER);

        assertThat(utc.isInZone("UTC")).isTrue();
        assertThat(utc.isInZone("Z")).isTrue();
        assertThat(utc.isInZone("Europe/Berlin")).isFalse();
        assertThat(utc.isInZone("nowhere")).isFalse();
    }

    @Example
    void aTallyLooksLikeThisAndAlwaysWill() {
        Tally tally = tally(List.of(new LoginEvent("2.3", "RI", 1_700_000_000, "iOS")));

        assertThat(new TallyEncoder(RULES).values(tally))
                .singleElement()
                .satisfies(value -> assertThat(new String(value, UTF_8))
                        .isEqualTo("{\"format\":\"kafka-fetch-tally/1\",\"group\":\"group\",\"topic\":\"user-login\","
                                + "\"partition\":3,\"topic_id\":\"4CTv1GClTwu1bU9aBYGnHQ\",\"first_offset\":100,"
                                + "\"last_offset\":102,\"part\":1,\"parts\":1,\"before\":98,\"logins\":1,"
                                + "\"rejected\":{\"missing\":2},"
                                + "\"rules\":{\"zone\":\"Europe/Berlin\",\"missing_device_type\":\"dead-letter\"},"
                                + "\"batches\":[{\"first\":100,\"last\":101,\"events\":1,\"rejected\":1,\"trigger\":\"size\","
                                + "\"crc32\":\"fffffffe\"},{\"first\":102,\"last\":102,\"events\":0,\"rejected\":1,\"trigger\":\"dead-letters\","
                                + "\"crc32\":\"00000007\"}],"
                                + "\"windows\":[{\"window\":\"PT1M\",\"start\":\"2023-11-14T22:13:00Z\",\"logins\":1,"
                                + "\"hours\":{\"23\":1},\"by\":{\"region\":{\"names\":{\"RI\":1},\"others\":0},"
                                + "\"device_type\":{\"names\":{\"iOS\":1},\"others\":0},"
                                + "\"app_version\":{\"names\":{\"2.3\":1},\"others\":0}}}]}"));
        assertThat(new String(TallyEncoder.key(tally), UTF_8)).isEqualTo("user-login-3");
    }

    @Example
    void skippedRecordsAreSaidWhereThereAreAny() {
        String text =
                new String(new TallyEncoder(RULES).values(tally(List.of(), 7)).getFirst(), UTF_8);

        assertThat(text)
                .contains("\"rejected\":{\"missing\":2},\"skipped\":7,\"rules\"")
                .contains("{\"first\":100,\"last\":100,\"events\":0,\"rejected\":1,\"skipped\":7,\"trigger\"")
                .contains("{\"first\":101,\"last\":101,\"events\":0,\"rejected\":1,\"trigger\"");
        Rollups rollups = new Rollups(CLOCK);
        rollups.add(tally(List.of(), 7), Instant.EPOCH);
        assertThat(new String(new RollupEncoder(RULES).value(rollups), UTF_8))
                .contains("\"rejected\":{\"missing\":2},\"skipped\":7,\"outside\"");
    }

    @Example
    void aTallyWhoseBatchesSkippedOtherwiseIsRefused() {
        String text =
                new String(new TallyEncoder(RULES).values(tally(List.of(), 7)).getFirst(), UTF_8);
        byte[] altered = text.replaceFirst("\"skipped\":7", "\"skipped\":8").getBytes(UTF_8);

        assertThatThrownBy(() -> new TallyDecoder(RULES).decode(altered))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("skipped is not the sum of its batches");
    }

    private static JsonSchema schema(String name) throws IOException {
        String text = Files.readString(Path.of("..", "docs", "schema", name + ".schema.json"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
    }

    private static void assertFits(JsonSchema schema, byte[] record) {
        String json = new String(record, UTF_8);
        assertThat(schema.validate(json, InputFormat.JSON)).as(json).isEmpty();
    }

    @Property(tries = 100)
    void recordsAreAsTheirPublishedSchemasSay(
            @ForAll("logins") List<LoginEvent> logins, @ForAll @LongRange(min = 0) long skipped) throws IOException {
        Tally tally = tally(logins, skipped);
        JsonSchema ofTallies = schema("login-tally");
        new TallyEncoder(RULES).values(tally).forEach(value -> assertFits(ofTallies, value));
        Rollups rollups = new Rollups(CLOCK);
        JsonSchema ofRollups = schema("login-rollup");
        RollupEncoder encoder = new RollupEncoder(RULES);
        for (Window window : rollups.add(tally, Instant.ofEpochSecond(LoginEvent.MAX_TIMESTAMP))) {
            rollups.of(window).ifPresent(total -> assertFits(ofRollups, encoder.value(window, total)));
        }
        assertFits(ofRollups, encoder.value(rollups));
        assertThat(ofTallies.validate("{}", InputFormat.JSON)).isNotEmpty();
        assertThat(ofRollups.validate("{}", InputFormat.JSON)).isNotEmpty();
    }

    /** Tallies of earlier versions have no checksums. */
    @Example
    void aBatchWithoutAChecksumIsRead() {
        Tally tally = tally(List.of());
        String text = new String(new TallyEncoder(RULES).values(tally).getFirst(), UTF_8);

        Tally read = new TallyDecoder(RULES)
                .decode(text.replace(",\"crc32\":\"fffffffe\"", "").getBytes(UTF_8))
                .orElseThrow();

        assertThat(read.batches())
                .extracting(Counted::checksum)
                .containsExactly(OptionalLong.empty(), OptionalLong.of(7));
    }

    @Example
    void uniqueUsersOfAWindowLookLikeThis() {
        Tally tally = tally(List.of(
                new LoginEvent("2.3", "RI", 1_700_000_000, "iOS", 7),
                new LoginEvent("2.3", "RI", 1_700_000_000, "iOS", 8)));

        assertThat(new String(new TallyEncoder(RULES).values(tally).getFirst(), UTF_8))
                .endsWith("\"unique_users\":{\"logins\":2,\"estimate\":2,\"lower\":2,\"upper\":3," + "\"key_id\":\""
                        + KEY.id() + "\",\"sketch\":\"BAEQCwAKzJMCAAAAAQAAAAbHiAA=\"}}]}");
    }

    @Property(tries = 200)
    void totalsAreReadAsTheyWereWritten(
            @ForAll("logins") List<LoginEvent> logins, @ForAll @LongRange(min = 0) long skipped) {
        Rollups rollups = new Rollups(CLOCK);
        Set<Window> changed = rollups.add(tally(logins, skipped), Instant.ofEpochSecond(LoginEvent.MAX_TIMESTAMP));
        RollupEncoder encoder = new RollupEncoder(RULES);
        RollupDecoder decoder = new RollupDecoder(RULES);
        Rollups read = new Rollups(CLOCK);
        RollupListener restoring = restoring(read);

        changed.forEach(window -> decoder.decode(
                new String(RollupEncoder.key(window), UTF_8),
                rollups.of(window).map(total -> encoder.value(window, total)).orElse(null),
                restoring));
        decoder.decode("all", encoder.value(rollups), restoring);

        assertThat(read.all()).isEqualTo(rollups.all());
        assertThat(read.standing()).isEqualTo(rollups.standing());
        changed.forEach(window -> assertThat(read.of(window)).isEqualTo(rollups.of(window)));
    }

    private static RollupListener restoring(Rollups rollups) {
        return new RollupListener() {
            @Override
            public void window(Window window, Optional<WindowTotal> total) {
                total.ifPresentOrElse(kept -> rollups.restore(window, kept), () -> rollups.forget(window));
            }

            @Override
            public void all(Standing standing, WindowTotal total) {
                rollups.restore(standing, total);
            }
        };
    }

    @Example
    void totalsLookLikeThisAndAlwaysWill() {
        Rollups rollups = new Rollups(CLOCK);
        Set<Window> changed = rollups.add(
                tally(List.of(new LoginEvent("2.3", "RI", 1_700_000_000, "iOS"))),
                Instant.parse("2026-11-30T12:00:00Z"));
        RollupEncoder encoder = new RollupEncoder(RULES);
        String counts = "\"logins\":1,\"hours\":{\"23\":1},\"by\":{\"region\":{\"names\":{\"RI\":1},\"others\":0},"
                + "\"device_type\":{\"names\":{\"iOS\":1},\"others\":0},"
                + "\"app_version\":{\"names\":{\"2.3\":1},\"others\":0}},\"coarse\":0,"
                + "\"peak\":{\"hour\":23,\"logins\":1}";

        assertThat(changed.stream().map(window -> new String(RollupEncoder.key(window), UTF_8)))
                .containsExactly(
                        "PT1M/2023-11-14T22:13:00Z",
                        "PT1H/2023-11-14T22:00:00Z",
                        "P1D/2023-11-13T23:00:00Z",
                        "PT1M/2026-11-30T12:00:00Z",
                        "PT1H/2026-11-30T12:00:00Z",
                        "P1D/2026-11-29T23:00:00Z");
        Window day = changed.stream().toList().get(2);
        assertThat(new String(encoder.value(day, rollups.of(day).orElseThrow()), UTF_8))
                .isEqualTo("{\"format\":\"kafka-fetch-rollup/1\",\"window\":\"P1D\",\"start\":\"2023-11-13T23:00:00Z\","
                        + "\"zone\":\"Europe/Berlin\"," + counts + ",\"rejected\":0}");
        Window rejecting = changed.stream().toList().getLast();
        assertThat(new String(encoder.value(rejecting, rollups.of(rejecting).orElseThrow()), UTF_8))
                .startsWith(
                        "{\"format\":\"kafka-fetch-rollup/1\",\"window\":\"P1D\",\"start\":\"2026-11-29T23:00:00Z\","
                                + "\"zone\":\"Europe/Berlin\",\"logins\":0,\"hours\":{},")
                .endsWith(",\"coarse\":0,\"rejected\":2}");
        assertThat(new String(encoder.value(rollups), UTF_8))
                .isEqualTo("{\"format\":\"kafka-fetch-rollup/1\",\"window\":\"all\",\"group\":\"group\","
                        + "\"zone\":\"Europe/Berlin\"," + counts + ",\"rejected\":{\"missing\":2},"
                        + "\"outside\":{\"PT1M\":0,\"PT1H\":0,\"P1D\":0},\"before\":98,\"replayed\":0,\"missing\":0,"
                        + "\"since\":\"2026-11-30T12:00:00Z\",\"as_of\":[{\"topic\":\"user-login\",\"partition\":3,"
                        + "\"topic_id\":\"4CTv1GClTwu1bU9aBYGnHQ\",\"next_offset\":103,\"logins\":99,\"counted\":1}]}");
    }

    @Example
    void totalsOfAnotherGroupAreRefused() {
        Rules others = new Rules("another", CLOCK, MissingDeviceType.DEAD_LETTER);
        byte[] value = new RollupEncoder(others).value(new Rollups(CLOCK));

        assertThatThrownBy(() -> new RollupDecoder(RULES).decode("all", value, restoring(new Rollups(CLOCK))))
                .isInstanceOf(OtherRulesException.class)
                .hasMessageStartingWith("the rollups are of GROUP_ID=another, and this service counts in");
    }

    @Example
    void whatIsNoTallyIsNamed() {
        assertRefused("{}", "format is missing");
        assertRefused("{\"format\":\"kafka-fetch-tally/2\"}", "format is not kafka-fetch-tally/1");
        assertRefused("[1]", "the whole is not an object");
        assertRefused("", "it is empty");
    }

    private static void assertRefused(String value, String why) {
        assertThatThrownBy(() -> new TallyDecoder(RULES).decode(value.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }
}
