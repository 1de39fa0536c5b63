package io.kafkafetch.adapters.json.login;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.LoginGenerator;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.LoginField;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * An endless feed of records that are nearly logins: written in many ways, most of them plain, and most of them damaged
 * then. Fast, where jqwik's arbitraries are thorough. Equal seeds give equal records.
 */
final class DamagedLogins {

    private static final int WRITTEN = 300;

    private static final byte[] TELLING =
            "{}[]:,\"\\/-+.eEu0123456789 \t\r\n\0\f\u001f\u007f\u0080\u00a0\u00c2\u00ff_tfn".getBytes(ISO_8859_1);

    private static final List<String> TIMESTAMPS = List.of(
            "0",
            "00",
            "-0",
            "-1",
            "1",
            "01",
            "007",
            "10",
            "1.0",
            "1.5",
            "1e3",
            "1E+3",
            "0.1e1",
            "1694623430",
            "1694623430.0",
            "01694623430",
            "16946234300",
            "169462343000",
            "253402300799",
            "253402300800",
            "999999999999",
            "099999999999",
            "1694623430000",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551617",
            "+1",
            "1 ",
            " 1",
            "0x1",
            "1_0",
            "",
            "-",
            "1.",
            ".5",
            "null",
            "true",
            "[]",
            "NaN");

    private static final List<String> UNKNOWN = List.of(
            "\"x\":1",
            "\"session\": {\"id\": 12, \"tags\": [\"a\", {\"device_type\": \"nested\"}]}",
            "\"x\":[]",
            "\"x\" : { } ",
            "\"user_id \":true",
            "\"User_id\":false",
            "\"ip2\":null",
            "\"i\":[[[1,2],[3]],{\"a\":[{}]}]",
            "\"x\":-1",
            "\"x\":1.5",
            "\"x\":01",
            "\"x\":\"\"",
            "\"\":\"x\"",
            "\"x\":{\"a\":1,}",
            "\"x\":[1,]",
            "\"x\":[1 2]",
            "\"x\":{\"a\":1]",
            "\"x\":[}",
            "\"x\":truefalse",
            "\"x\":nul",
            "\"x\":{\"a\"}",
            "\"x\":{1:1}",
            "\"x\":{,}",
            "\"x\":" + "[".repeat(64) + "]".repeat(64),
            "\"x\":" + "[".repeat(65) + "]".repeat(65),
            "\"x\":" + "{\"a\":".repeat(64) + "1" + "}".repeat(64),
            "\"x\":" + "[{\"a\":".repeat(40) + "1" + "}]".repeat(40),
            "\"x\":{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}",
            "\"x\":{\"a\":" + "[".repeat(64) + "]".repeat(65),
            "\"device_typo\":\"x\"",
            "\"device_id\":null",
            "\"locale\":\"x\"");

    private final SplittableRandom random;
    private final List<byte[]> written = new ArrayList<>();

    DamagedLogins(long seed) {
        random = new SplittableRandom(seed);
        LoginGenerator generator = new LoginGenerator(
                GeneratorSettings.forTopic().withSeed(random.nextLong()).withCorruptPercent(5));
        LoginEvent event = new LoginEvent("2.3.0", "RI", 1694623430, "iOS");
        Random slow = new Random(random.nextLong());
        while (written.size() < WRITTEN) {
            byte[] record = switch (random.nextInt(8)) {
                case 0 -> LoginArbitraries.jsonOf(event, "fe175330", slow).getBytes(UTF_8);
                case 1, 2, 3 -> Objects.requireNonNullElse(generator.next().value(), new byte[0]);
                default -> asciiLogin(slow).getBytes(ISO_8859_1);
            };
            if (record.length < 10_000) {
                written.add(record);
            }
        }
    }

    /** Those that the damaged ones are made of. */
    List<byte[]> written() {
        return written;
    }

    /** The next record, in a buffer of any kind. */
    ByteBuffer next() {
        return buffer(record());
    }

    private byte[] record() {
        if (random.nextInt(50) == 0) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] record = oneOf(written);
        for (int damages = random.nextInt(8) < 5 ? 1 : random.nextInt(5); damages > 0; damages--) {
            record = damaged(record);
        }
        return record;
    }

    /** One damage; more often one that leaves most of the record as it was. */
    private byte[] damaged(byte[] record) {
        int from = random.nextInt(record.length + 1);
        int to = Math.min(record.length, from + 1 + (random.nextInt(4) == 0 ? random.nextInt(30) : 0));
        return switch (random.nextInt(10)) {
            case 0 -> joined(record, from, new byte[] {(byte) random.nextInt(256)}, to);
            case 1, 2 -> joined(record, from, new byte[] {oneOfTelling()}, Math.min(from + 1, record.length));
            case 3, 4 -> joined(record, from, new byte[] {oneOfTelling()}, from);
            case 5 -> joined(record, from, new byte[0], to);
            case 6 -> joined(record, to, Arrays.copyOfRange(record, from, to), to); // once more
            case 7 -> flipped(record, from);
            case 8 -> Arrays.copyOf(record, from);
            default -> {
                byte[] other = oneOf(written);
                int there = random.nextInt(3) == 0 ? random.nextInt(other.length + 1) : Math.min(from, other.length);
                yield joined(record, from, Arrays.copyOfRange(other, there, other.length), record.length);
            }
        };
    }

    private byte[] flipped(byte[] record, int at) {
        byte[] copy = record.clone();
        if (at < copy.length) {
            copy[at] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private static byte[] joined(byte[] record, int head, byte[] middle, int tail) {
        byte[] all = new byte[head + middle.length + record.length - tail];
        System.arraycopy(record, 0, all, 0, head);
        System.arraycopy(middle, 0, all, head, middle.length);
        System.arraycopy(record, tail, all, head + middle.length, record.length - tail);
        return all;
    }

    private String asciiLogin(Random shuffling) {
        List<String> members = new ArrayList<>();
        for (LoginField field : LoginField.values()) {
            String value = field == LoginField.TIMESTAMP ? timestamp() : '"' + text() + '"';
            members.add(space() + '"' + field.wireName() + '"' + space() + ":" + space() + value + space());
        }
        if (random.nextInt(3) == 0) {
            Stream.generate(() -> UNKNOWN.get(random.nextInt(UNKNOWN.size())))
                    .limit(random.nextInt(3))
                    .forEach(members::add);
        }
        if (random.nextBoolean()) {
            Collections.shuffle(members, shuffling);
        }
        return space() + "{" + String.join(",", members) + "}" + space();
    }

    private String timestamp() {
        String number = random.nextBoolean()
                ? Long.toString(random.nextLong(LoginEvent.MAX_TIMESTAMP))
                : TIMESTAMPS.get(random.nextInt(TIMESTAMPS.size()));
        return random.nextInt(3) == 0 ? '"' + number + '"' : number;
    }

    private String text() {
        int length = random.nextInt(40) == 0 ? 250 + random.nextInt(10) : 1 + random.nextInt(20);
        boolean blank = random.nextInt(60) == 0;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            char c = blank ? ' ' : (char) (' ' + random.nextInt(0x80 - ' '));
            text.append(c == '"' || c == '\\' ? 'x' : c);
        }
        return text.toString();
    }

    private String space() {
        return random.nextInt(4) == 0 ? " \t\r\n".substring(random.nextInt(4)) : "";
    }

    private byte oneOfTelling() {
        return TELLING[random.nextInt(TELLING.length)];
    }

    private byte[] oneOf(List<byte[]> records) {
        return records.get(random.nextInt(records.size()));
    }

    private ByteBuffer buffer(byte[] record) {
        int before = random.nextInt(9);
        byte[] room = new byte[before + record.length + random.nextInt(9)];
        Arrays.fill(room, TELLING[random.nextInt(TELLING.length)]);
        System.arraycopy(record, 0, room, before, record.length);
        ByteBuffer heap = ByteBuffer.wrap(room, before, record.length);
        return switch (random.nextInt(16)) {
            case 0 -> heap.asReadOnlyBuffer();
            case 1 -> ByteBuffer.allocateDirect(record.length).put(record).flip();
            case 2 -> heap.slice();
            default -> heap;
        };
    }
}
