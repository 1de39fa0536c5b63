package io.kafkafetch.adapters.file.spool;

import io.kafkafetch.adapters.file.lines.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A spool's directory as its source sees it: all lines of all files, the active one last. */
final class SpoolDirectory {

    private static final int MAX_LINE_BYTES = 1 << 20;

    private SpoolDirectory() {}

    static List<byte[]> lines(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> rotated = Files.list(directory)) {
            rotated.filter(file -> file.getFileName().toString().startsWith("logins.jsonl."))
                    .sorted()
                    .forEach(files::add);
        }
        Path active = directory.resolve("logins.jsonl");
        if (Files.exists(active)) {
            files.add(active);
        }
        List<byte[]> lines = new ArrayList<>();
        for (Path file : files) {
            try (InputStream input = Files.newInputStream(file);
                    LineReader reader = LineReader.from(input, 0, new byte[0], MAX_LINE_BYTES)
                            .unmarked()) {
                for (ByteBuffer line = reader.nextTerminated(); line != null; line = reader.nextTerminated()) {
                    byte[] bytes = new byte[line.remaining()];
                    line.get(bytes);
                    lines.add(bytes);
                }
            }
        }
        return lines;
    }
}
