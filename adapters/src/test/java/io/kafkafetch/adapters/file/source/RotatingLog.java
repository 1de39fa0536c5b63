package io.kafkafetch.adapters.file.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A log as programs, log rotators and container runtimes write it, and what people do to its files. */
final class RotatingLog {

    /** What a log is rotated to. */
    enum Scheme {
        /** logrotate: {@code app.log.1}, the last one first. */
        NUMBERED,
        /** logrotate's {@code compress}. */
        NUMBERED_AND_COMPRESSED,
        /** logrotate's {@code compress} and {@code delaycompress}. */
        NUMBERED_AND_COMPRESSED_LATER,
        /** logrotate's {@code dateext}. */
        DATED,
        /** logrotate's {@code dateext} and {@code extension .log}, and log4j2 and logback. */
        DATED_BEFORE_EXTENSION,
        /** logrotate's {@code olddir}. */
        OTHER_FOLDER,
        /** cronolog: a link to the file of the day. */
        LINK_TO_DATED,
        /** log4j2 and others: the file of the day in a folder of the day, and a link. */
        LINK_TO_DATED_FOLDER,
        /** kubelet: a link to {@code 0.log}, which is renamed. */
        LINK_TO_CONTAINER,
        /** A container that is started again: a link to {@code 0.log}, then to {@code 1.log}. */
        LINK_TO_RESTARTED_CONTAINER,
    }

    /** How the log's file becomes a rotated one. */
    enum Way {
        RENAME,
        /** logrotate's {@code nocreate}: there is no new file until somebody writes. */
        RENAME_WITHOUT_NEW,
        COPY_AND_TRUNCATE,
        /** A hard link, before the name is given to a new file. */
        LINK_AND_REPLACE,
    }

    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    final Path log;
    final List<Path> rotated = new ArrayList<>();
    private final Path folder;
    private final Scheme scheme;
    private final Way way;
    private Path active;
    private int rotations;

    RotatingLog(Path folder, Scheme scheme, Way way) throws IOException {
        this.folder = folder;
        this.scheme = scheme;
        this.way = way;
        this.log = folder.resolve("app.log");
        this.active = log;
        switch (scheme) {
            case LINK_TO_DATED, LINK_TO_DATED_FOLDER, LINK_TO_CONTAINER, LINK_TO_RESTARTED_CONTAINER -> relink();
            case OTHER_FOLDER -> Files.createDirectory(folder.resolve("old"));
            case NUMBERED, NUMBERED_AND_COMPRESSED, NUMBERED_AND_COMPRESSED_LATER, DATED, DATED_BEFORE_EXTENSION -> {}
        }
    }

    void append(String text) throws IOException {
        Files.writeString(active, text, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void rotate() throws IOException {
        if (!Files.exists(active)) {
            return;
        }
        rotations++;
        switch (scheme) {
            case NUMBERED -> {
                shift("");
                move(log.resolveSibling("app.log.1"));
            }
            case NUMBERED_AND_COMPRESSED -> {
                shift(".gz");
                Path next = log.resolveSibling("app.log.1");
                move(next);
                rotated.set(rotated.size() - 1, compress(next));
            }
            case NUMBERED_AND_COMPRESSED_LATER -> {
                shift(".gz");
                Path last = log.resolveSibling("app.log.1");
                if (Files.exists(last)) {
                    int index = rotated.indexOf(last);
                    Path older = Files.move(last, log.resolveSibling("app.log.2"));
                    rotated.set(index, compress(older));
                }
                move(last);
            }
            case DATED -> move(log.resolveSibling("app.log-" + date()));
            case DATED_BEFORE_EXTENSION -> move(log.resolveSibling("app-" + date() + ".log"));
            case OTHER_FOLDER -> move(folder.resolve("old").resolve("app.log-" + date()));
            case LINK_TO_CONTAINER -> move(active.resolveSibling("0.log." + date() + "-120000"));
            case LINK_TO_DATED, LINK_TO_DATED_FOLDER, LINK_TO_RESTARTED_CONTAINER -> {
                rotated.add(active);
                relink();
            }
        }
    }

    // ---- what people and their tools do

    /** Somebody looks into an old file with something that saves it. */
    void touchAll() throws IOException {
        for (Path file : rotated) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(LONG_AGO.toMillis() * 2));
        }
    }

    void giveAllTheSameTime() throws IOException {
        for (Path file : rotated) {
            Files.setLastModifiedTime(file, LONG_AGO);
        }
    }

    /** rsync: a new file with the same content, and more. */
    void replace(String more) throws IOException {
        Path next = active.resolveSibling(".app.log.XyZ");
        Files.copy(active, next);
        Files.writeString(next, more, UTF_8, StandardOpenOption.APPEND);
        Files.move(next, active, StandardCopyOption.ATOMIC_MOVE);
    }

    /** sed -i: a new file that lacks the first line. */
    void cutFirstLine() throws IOException {
        byte[] content = Files.readAllBytes(active);
        int from = new String(content, UTF_8).indexOf('\n') + 1;
        Path next = active.resolveSibling("sedAbCdE");
        try (OutputStream output = Files.newOutputStream(next)) {
            output.write(content, from, content.length - from);
        }
        Files.move(next, active, StandardCopyOption.ATOMIC_MOVE);
    }

    /** {@code cp -p}: every rotated file once more, and the log as it is. */
    void copyAll() throws IOException {
        Path copies = Files.createDirectories(folder.resolve("app.log.copies"));
        for (Path file : rotated) {
            Files.copy(
                    file,
                    copies.resolve(file.getFileName() + "." + rotations),
                    LAST,
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.copy(active, log.resolveSibling("app.log.copy"), LAST);
    }

    private static final StandardCopyOption LAST = StandardCopyOption.REPLACE_EXISTING;

    boolean exists() {
        return Files.exists(active);
    }

    long bytes() throws IOException {
        return exists() ? Files.size(active) : 0;
    }

    // ---- rotation

    private String date() {
        return String.valueOf(20261100 + rotations);
    }

    private void move(Path to) throws IOException {
        switch (way) {
            case RENAME -> {
                Files.move(active, to);
                Files.createFile(active);
            }
            case RENAME_WITHOUT_NEW -> Files.move(active, to);
            case COPY_AND_TRUNCATE -> {
                Files.copy(active, to, StandardCopyOption.COPY_ATTRIBUTES);
                Files.write(active, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
            }
            case LINK_AND_REPLACE -> {
                Files.createLink(to, active);
                Path next = Files.createFile(active.resolveSibling("next"));
                Files.move(next, active, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Files.setLastModifiedTime(to, FileTime.fromMillis(LONG_AGO.toMillis() + rotations));
        rotated.add(to);
    }

    /** From the last number on, so that each is free. */
    private void shift(String extension) throws IOException {
        for (int number = rotations; number >= 1; number--) {
            Path file = log.resolveSibling("app.log." + number + extension);
            if (Files.exists(file)) {
                int index = rotated.indexOf(file);
                rotated.set(index, Files.move(file, log.resolveSibling("app.log." + (number + 1) + extension)));
            }
        }
    }

    private static Path compress(Path file) throws IOException {
        Path packed = file.resolveSibling(file.getFileName() + ".gz");
        try (OutputStream output = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(file, output);
        }
        Files.setLastModifiedTime(packed, Files.getLastModifiedTime(file));
        Files.delete(file);
        return packed;
    }

    /** The link leads to a new file from now on. */
    private void relink() throws IOException {
        active = switch (scheme) {
            case LINK_TO_DATED -> folder.resolve("days").resolve("app." + date() + ".log");
            case LINK_TO_DATED_FOLDER -> folder.resolve(date()).resolve("app.log");
            case LINK_TO_CONTAINER -> folder.resolve("pod").resolve("0.log");
            case LINK_TO_RESTARTED_CONTAINER -> folder.resolve("pod").resolve(rotations + ".log");
            case NUMBERED,
                    NUMBERED_AND_COMPRESSED,
                    NUMBERED_AND_COMPRESSED_LATER,
                    DATED,
                    DATED_BEFORE_EXTENSION,
                    OTHER_FOLDER -> throw new AssertionError(scheme);
        };
        Files.createDirectories(active.getParent());
        if (!Files.exists(active, LinkOption.NOFOLLOW_LINKS)) {
            Files.createFile(active);
        }
        Path link = Files.createSymbolicLink(folder.resolve("next-link"), active);
        Files.move(link, log, StandardCopyOption.ATOMIC_MOVE);
    }
}
