package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What a sink's folder holds, also while a service writes to it. */
final class SinkFiles {

    private SinkFiles() {}

    /** All lines of the files whose names begin so, in order; without one that is not wholly written yet. */
    static List<String> lines(Path sink, String begin) throws IOException {
        TreeSet<Path> files = new TreeSet<>();
        if (Files.isDirectory(sink)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(sink, begin + "*.jsonl")) {
                found.forEach(files::add);
            }
        }
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            new String(bytes, 0, end, UTF_8).lines().forEach(lines::add);
        }
        return lines;
    }
}
