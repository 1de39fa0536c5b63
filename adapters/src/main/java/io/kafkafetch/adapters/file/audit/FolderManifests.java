package io.kafkafetch.adapters.file.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.file.ledger.CommittedFolder;
import io.kafkafetch.adapters.file.ledger.CommittedLines;
import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.json.rollup.ManifestDecoder;
import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.evidence.FindingCode;
import io.kafkafetch.application.audit.evidence.Manifest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The committed tallies of a folder, one after the other.
 *
 * @param stream whose tallies are read
 */
record FolderManifests(CommittedFolder folder, String stream) {

    private static final byte[] PUBLISHED = "{\"published\":\"".getBytes(UTF_8);

    /** A folder's tallies name no group. */
    private static final String GROUP = "";

    /** Reads all of them, and again at each call. */
    void forEach(Consumer<Manifest> taker, Consumer<Finding> findings) {
        ManifestDecoder decoder = new ManifestDecoder(GROUP);
        try (CommittedLines lines = folder.tallies()) {
            for (byte @Nullable [] line = lines.next(); line != null; line = lines.next()) {
                decode(decoder, line, lines, findings).ifPresent(taker);
            }
        }
    }

    private Optional<Manifest> decode(
            ManifestDecoder decoder, byte[] line, CommittedLines lines, Consumer<Finding> findings) {
        try {
            return decoder.decode(
                            tally(line),
                            Instant.parse(StrictJson.readForeign(line).text("published")))
                    .filter(manifest -> manifest.partition().stream().equals(stream));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            findings.accept(new Finding(
                    FindingCode.TALLY_DIFFERS,
                    lines.fileName() + ":" + lines.number(),
                    "a tally",
                    "none that can be read"));
            return Optional.empty();
        }
    }

    /** The line as it is in Kafka: without when it was published, which comes first. */
    private static byte[] tally(byte[] line) {
        int end = PUBLISHED.length;
        if (line.length < end || !Arrays.equals(line, 0, end, PUBLISHED, 0, end)) {
            throw new IllegalArgumentException("published is not its first member");
        }
        while (end < line.length && line[end] != '"') {
            end++;
        }
        int start = Math.min(end + 1, line.length - 1); // at the comma, in place of which an object begins
        byte[] tally = Arrays.copyOfRange(line, start, line.length);
        tally[0] = '{';
        return tally;
    }
}
