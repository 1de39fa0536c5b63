package io.kafkafetch.benchmarks.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.LoginGenerator;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.rollup.Detail;
import io.kafkafetch.domain.rollup.TimelineCounter;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTally;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Logins for every engine, and what kafka-fetch itself counts of them: in all, and as rollups do, by the hour. */
record SameLogins(List<byte[]> values) {

    private static final Path GOLDEN = Path.of("..", "adapters", "src", "test", "resources", "golden", "logins.jsonl");
    private static final int GENERATED = 5_000;

    /** All hours are kept, and no minutes. */
    private static final Detail HOURS = new Detail(0, 1_000_000, 0, 256);

    /** The original program's logins, and generated ones, some of them corrupt. */
    static SameLogins all() throws IOException {
        LoginGenerator logins =
                new LoginGenerator(GeneratorSettings.forLines().withSeed(21).withCorruptPercent(5));
        return new SameLogins(Stream.concat(
                        Files.readAllLines(GOLDEN).stream().map(line -> line.getBytes(UTF_8)),
                        Stream.generate(() ->
                                        Objects.requireNonNull(logins.next().value()))
                                .limit(GENERATED))
                .toList());
    }

    void assertCountedBy(Map<Long, LoginTally> hours) {
        LoginDecoder decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER);
        LoginCounter all = new LoginCounter(HourOfDay.UTC);
        TimelineCounter timeline = new TimelineCounter(HourOfDay.UTC, HOURS);
        for (byte[] value : values) {
            if (decoder.decode(ByteBuffer.wrap(value)) instanceof LoginEvent event) {
                all.count(event);
                timeline.count(event);
            }
        }

        assertThat(all.events()).isBetween((long) GENERATED, (long) values.size());
        assertThat(hours.values().stream().reduce(LoginTally.EMPTY, LoginTally::plus))
                .isEqualTo(all.tally());
        SortedMap<Long, WindowTally> windows = new TreeMap<>();
        hours.forEach((hour, tally) -> windows.put(hour, WindowTally.of(tally, HOURS.names())));
        assertThat(windows)
                .isEqualTo(timeline.timeline().windows().entrySet().stream()
                        .collect(Collectors.toMap(window -> start(window.getKey()), Map.Entry::getValue)));
    }

    private static long start(Window window) {
        return window.start();
    }
}
