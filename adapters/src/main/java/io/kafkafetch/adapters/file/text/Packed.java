package io.kafkafetch.adapters.file.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of files that hold no text, by their first bytes. */
enum Packed {
    ZIP("a zip archive", "unzip -p FILE", "PK\u0003\u0004"),
    XZ("compressed with xz", "xz -dc FILE", "\u00fd7zXZ\0"),
    BZIP2("compressed with bzip2", "bzip2 -dc FILE", "BZh"),
    LZ4("compressed with lz4", "lz4 -dc FILE", "\u0004\"M\u0018"),
    SNAPPY("compressed with snappy", "snzip -dc FILE", "\u00ff\u0006\0\0sNaPpY"),
    SEVEN_ZIP("a 7z archive", "7z x -so FILE", "7z\u00bc\u00af'\u001c"),
    PARQUET("a Parquet file", "duckdb -c \"COPY 'FILE' TO '/dev/stdout' (FORMAT json)\"", "PAR1"),
    AVRO("an Avro file", "avro-tools tojson FILE", "Obj\u0001");

    private static final int LONGEST = 16;

    private final String what;
    private final String command;
    private final String magic;

    Packed(String what, String command, String magic) {
        this.what = what;
        this.command = command;
        this.magic = magic;
    }

    static Optional<Packed> of(byte[] beginning) {
        String first = new String(beginning, 0, Math.min(beginning.length, LONGEST), ISO_8859_1);
        return Arrays.stream(values())
                .filter(kind -> first.startsWith(kind.magic))
                .findFirst();
    }

    String whatToDo() {
        return "it is " + what + ", which is not read; unpack it, as by " + command + " | kafka-fetch analyze -";
    }
}
