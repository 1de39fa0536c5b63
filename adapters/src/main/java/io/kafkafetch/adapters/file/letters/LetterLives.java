package io.kafkafetch.adapters.file.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.file.ledger.CommittedFolder;
import io.kafkafetch.adapters.file.ledger.CommittedLines;
import io.kafkafetch.application.letter.LetterId;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Tells a file of dead letters from one that has its name after a folder was emptied: by a checksum of its first line, which
 * says to the fraction of a second when a record failed. Not thread-safe.
 */
final class LetterLives {

    private final Path directory;
    private final Map<Integer, String> known = new HashMap<>();

    LetterLives(Path directory) {
        this.directory = directory;
    }

    /** Of the file that this letter is in; empty where that is not there. */
    String of(LetterId letter) {
        return known.computeIfAbsent(letter.partition().number(), this::read);
    }

    private String read(int file) {
        try (CommittedLines lines = CommittedFolder.read(directory).deadLetters()) {
            if (file < 1 || file > lines.lastFile()) {
                return "";
            }
            lines.seek(file);
            byte @Nullable [] first = lines.next();
            if (first == null || lines.file() != file) {
                return "";
            }
            CRC32 checksum = new CRC32();
            checksum.update(lines.fileName().getBytes(UTF_8));
            checksum.update(first);
            return HexFormat.of().toHexDigits((int) checksum.getValue());
        }
    }
}
