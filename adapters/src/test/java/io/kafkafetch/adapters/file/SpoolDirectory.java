package io.kafkafetch.adapters.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A spool's directory as its source sees it: all lines of all files, the active one last. */
final class SpoolDirectory {

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
        StringBuilder text = new StringBuilder();
        for (Path file : files) {
            text.append(Files.readString(file, ISO_8859_1));
        }
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.toString().split("\n", -1))
                        .limit(text.chars()
                                .filter(character -> character == '\n')
                                .count())
                        .map(line -> line.getBytes(ISO_8859_1))
                        .toList();
    }
}
