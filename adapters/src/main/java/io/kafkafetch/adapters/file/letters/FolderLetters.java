package io.kafkafetch.adapters.file.letters;

import io.kafkafetch.adapters.file.disk.UnusableDirectoryException;
import io.kafkafetch.adapters.file.ledger.CommittedFolder;
import io.kafkafetch.adapters.file.ledger.CommittedLines;
import io.kafkafetch.adapters.json.letter.LetterReader;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.Letters;
import io.kafkafetch.application.record.Partition;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of a sink's folder, as far as they are committed: {@code dead-letters-1@17} is line 17 of {@code
 * dead-letters-000001.jsonl}. Letters of files that were moved away are not there. A reading throws {@link
 * UnusableDirectoryException} if the folder is none of a sink, or a line is no dead letter.
 */
public record FolderLetters(Path directory) implements Letters {

    /** What the names of its letters begin with. */
    static final String SERIES = "dead-letters";

    @Override
    public <E extends Exception> void read(LetterFilter filter, Taker<E> taker) throws E, InterruptedException {
        try (CommittedLines lines = CommittedFolder.read(directory).deadLetters()) {
            if (filter.ids().isEmpty()) {
                byte @Nullable [] line = lines.next();
                while (line != null && taker.take(letter(lines, line))) {
                    line = lines.next();
                }
            } else {
                named(filter.ids(), lines, taker);
            }
        }
    }

    /** Of each file, in its order, as far as its last one. */
    private <E extends Exception> void named(Collection<LetterId> ids, CommittedLines lines, Taker<E> taker)
            throws E, InterruptedException {
        Map<Integer, SortedSet<Long>> files = ids.stream()
                .filter(id -> id.partition().stream().equals(SERIES))
                .collect(Collectors.groupingBy(
                        id -> id.partition().number(),
                        TreeMap::new,
                        Collectors.mapping(LetterId::offset, Collectors.toCollection(TreeSet::new))));
        for (Map.Entry<Integer, SortedSet<Long>> wanted : files.entrySet()) {
            int file = wanted.getKey();
            if (file < 1 || file > lines.lastFile()) {
                continue;
            }
            lines.seek(file);
            byte @Nullable [] line = lines.next();
            while (line != null
                    && lines.file() == file
                    && lines.number() <= wanted.getValue().last()) {
                if (wanted.getValue().contains(lines.number()) && !taker.take(letter(lines, line))) {
                    return;
                }
                line = lines.next();
            }
        }
    }

    private Letter letter(CommittedLines lines, byte[] line) {
        LetterId id = new LetterId(new Partition(SERIES, lines.file()), lines.number());
        try {
            return LetterReader.read(id, line);
        } catch (IllegalArgumentException why) {
            throw new UnusableDirectoryException(
                    directory,
                    "line " + lines.number() + " of " + lines.fileName() + " is no dead letter (" + why.getMessage()
                            + ")",
                    "Put the file back as it was, or move it away");
        }
    }
}
