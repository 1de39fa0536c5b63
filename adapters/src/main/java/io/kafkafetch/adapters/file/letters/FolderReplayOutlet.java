package io.kafkafetch.adapters.file.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.file.disk.DirectoryClaim;
import io.kafkafetch.adapters.file.disk.Disk;
import io.kafkafetch.adapters.file.disk.LocalDisk;
import io.kafkafetch.adapters.file.disk.UnusableDirectoryException;
import io.kafkafetch.adapters.file.spool.IdleSpool;
import io.kafkafetch.adapters.json.letter.MarkerJson.Entry;
import io.kafkafetch.application.letter.LetterStates;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.replay.Replay;
import io.kafkafetch.application.replay.ReplayOutlet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Sends records as lines of whole files, and writes the folder's log. A commit writes its records into a hidden file, then
 * decides by renaming {@code dlq/pending.jsonl} into its place, then renames the hidden file to its name and writes the log. A
 * hidden file that is gone was delivered, whatever became of it since; so the next run finishes what was decided, and nothing is
 * sent twice wherever a crash falls. One run at a time claims the log; another one is refused. Used by one thread.
 */
public final class FolderReplayOutlet implements ReplayOutlet {

    private static final String AGAIN =
            "Run the same command again: what was sent is in the log, and is not sent twice";

    private final Path directory;
    private final LogFiles files;
    private final Optional<Path> to;
    private final int maxLineBytes;
    private final Disk disk;
    private @Nullable DirectoryClaim claim;
    private @Nullable IdleSpool spool;
    private final LetterLives lives;
    private long log;

    FolderReplayOutlet(Path directory, Optional<Path> to, int maxLineBytes, Disk disk) {
        this.directory = directory.toAbsolutePath();
        this.files = LogFiles.of(this.directory);
        this.to = to.map(Path::toAbsolutePath);
        this.maxLineBytes = maxLineBytes;
        this.disk = disk;
        this.lives = new LetterLives(directory);
    }

    /** One that sets letters aside, and sends nothing. */
    public static ReplayOutlet marking(Path directory) {
        return new FolderReplayOutlet(directory, Optional.empty(), 0, new LocalDisk());
    }

    /**
     * One that sends to files that are not there yet: this one, and where that is there, the same with a number behind it.
     *
     * @param maxLineBytes longest line that a source takes
     */
    public static ReplayOutlet toFile(Path directory, Path file, int maxLineBytes) {
        return new FolderReplayOutlet(directory, Optional.of(file), maxLineBytes, new LocalDisk());
    }

    /** One that sends to the spool in this folder, whose service must not run. */
    public static ReplayOutlet toSpool(Path directory, int maxLineBytes) {
        return new FolderReplayOutlet(directory, Optional.of(spoolFile(directory)), maxLineBytes, new LocalDisk());
    }

    /** The file of a folder's spool. */
    public static Path spoolFile(Path directory) {
        return directory.resolve("spool").resolve("logins.jsonl");
    }

    @Override
    public LetterStates open() {
        claim = DirectoryClaim.of(files.folder(), LogFiles.PERSONAL, disk);
        try {
            if (to.filter(this::isSpool).isPresent()) {
                openSpool();
            }
            Optional<Pending> pending = files.readPending();
            if (pending.isPresent()) {
                finish(pending.get());
            } else {
                log = files.cutTornLine(disk);
            }
        } catch (IOException e) {
            throw failed(e);
        }
        return new FolderLetterLog(directory).read();
    }

    @Override
    public Map<Partition, Long> commit(List<Replay> records, List<Marker> markers) throws TooLargeException {
        byte[] lines = lines(records);
        try {
            Optional<Path> staged = records.isEmpty() ? Optional.empty() : Optional.of(stage(lines));
            Pending pending = new Pending(
                    log,
                    staged,
                    staged.isEmpty() ? "" : to.orElseThrow().toString(),
                    markers.stream()
                            .map(marker -> LogFiles.line(marker.letter(), new Entry(marker, lives.of(marker.letter()))))
                            .toList());
            Path next = files.pending().resolveSibling("pending.jsonl.tmp");
            disk.delete(next);
            disk.append(next, 0, pending.bytes());
            disk.rename(next, files.pending());
            disk.forceDirectory(files.folder());
            finish(pending);
        } catch (IOException e) {
            throw failed(e);
        }
        return Map.of();
    }

    private byte[] lines(List<Replay> records) throws TooLargeException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Replay replay : records) {
            byte @Nullable [] value = replay.original().value();
            byte[] line = IdleSpool.line(value == null ? new byte[0] : value);
            if (line.length - 1 > maxLineBytes) { // without its end
                throw new TooLargeException(replay.letter());
            }
            lines.writeBytes(line);
        }
        return lines.toByteArray();
    }

    /** Beside where it goes: only there a rename is one step. */
    private Path stage(byte[] lines) throws IOException {
        Path target = to.orElseThrow(() -> new IllegalStateException("this outlet sends nothing"));
        Path staged = target.resolveSibling("." + target.getFileName() + "." + folderName() + ".dlq-replay");
        disk.delete(staged);
        disk.append(staged, 0, lines);
        disk.forceDirectory(parent(staged));
        return staged;
    }

    /** Runs for other folders may send to the same file. */
    private String folderName() throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(directory.toRealPath().toString().getBytes(UTF_8));
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }

    /** Does what was decided, as far as it is not done. */
    private void finish(Pending pending) throws IOException {
        if (pending.staged().isPresent()) {
            deliver(pending.staged().get(), Path.of(pending.to()));
        }
        if (Files.exists(files.log()) && Files.size(files.log()) > pending.log()) {
            disk.truncate(files.log(), pending.log());
        }
        byte[] entries = pending.lines();
        disk.append(files.log(), pending.log(), entries);
        disk.forceDirectory(files.folder());
        disk.delete(files.pending());
        disk.forceDirectory(files.folder());
        log = pending.log() + entries.length;
    }

    private void deliver(Path staged, Path target) throws IOException {
        if (!Files.isDirectory(parent(staged))) {
            throw new UnusableDirectoryException(
                    parent(staged),
                    "it is not there, and records of an earlier run of dlq wait in it",
                    "Put it back as it was: until then nobody knows whether they were sent");
        }
        if (!Files.exists(staged)) {
            return;
        }
        if (isSpool(target)) {
            openSpool().take(staged);
        } else {
            disk.rename(staged, claimed(target));
            disk.forceDirectory(parent(target));
        }
    }

    /** A name that nobody had: made as an empty file, since a rename replaces what is there. */
    private static Path claimed(Path target) throws IOException {
        Path free = target;
        for (int number = 2; !claims(free); number++) {
            free = target.resolveSibling(target.getFileName() + "." + number);
        }
        return free;
    }

    private static boolean claims(Path file) throws IOException {
        try {
            Files.createFile(file);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }

    private static Path parent(Path file) {
        return Optional.ofNullable(file.getParent()).orElse(Path.of("."));
    }

    private boolean isSpool(Path target) {
        return target.equals(spoolFile(directory));
    }

    private IdleSpool openSpool() {
        IdleSpool open = spool;
        if (open == null) {
            open = IdleSpool.open(parent(spoolFile(directory)), disk);
            spool = open;
        }
        return open;
    }

    private UnusableDirectoryException failed(IOException e) {
        return new UnusableDirectoryException(files.folder(), "writing failed (" + e.getMessage() + ")", AGAIN, e);
    }

    @Override
    public void close() {
        if (spool != null) {
            spool.close();
        }
        if (claim != null) {
            claim.close();
        }
    }
}
