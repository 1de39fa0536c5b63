package io.kafkafetch.adapters.file.folder;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where the files of a log can be: beside it, beside what it leads to if it is a link, and one level below, as for
 * {@code olddir}. A folder below that has a log of the same name is another log's.
 *
 * @param present the log as it was configured, by its absolute path
 * @param target what it leads to, the same where it is no link
 */
record LogDirectories(Path present, Path target) {

    static LogDirectories of(Path present) {
        return new LogDirectories(present, target(present).orElse(present));
    }

    /** The paths of the log's rotated files, and perhaps the present one's; of all files, whatever their names. */
    Set<Path> paths(boolean whateverTheirNames) throws IOException {
        LogNames names = LogNames.of(present);
        LogNames targets = LogNames.of(target);
        Predicate<Path> wanted =
                path -> whateverTheirNames || names.isRotated(name(path)) || targets.isRotated(name(path));
        Set<Path> paths = new HashSet<>();
        for (Path folder : folders()) {
            paths.addAll(list(folder, wanted));
        }
        for (Path folder : dated()) {
            paths.addAll(list(folder, path -> wanted.test(path) || name(path).equals(name(target))));
        }
        return paths;
    }

    static Set<Path> list(Path folder, Predicate<Path> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(wanted).collect(toUnmodifiableSet());
        }
    }

    private Set<Path> folders() throws IOException {
        Set<Path> beside = new LinkedHashSet<>(List.of(parent(present), parent(target)));
        Set<Path> folders = new LinkedHashSet<>(beside);
        for (Path folder : beside) {
            folders.addAll(list(folder, this::isArchive));
        }
        return folders;
    }

    /** Folders such as {@code 2026-11-28} where the log is in {@code 2026-11-29}. */
    private Set<Path> dated() throws IOException {
        Path folder = parent(target);
        Path above = folder.getParent();
        if (target.equals(present) || above == null || folder.getFileName() == null) {
            return Set.of();
        }
        LogNames others = LogNames.of(folder);
        return list(
                above,
                path -> others.isRotated(name(path)) && !name(path).startsWith(name(folder)) && isReadableFolder(path));
    }

    private boolean isArchive(Path path) {
        return isReadableFolder(path)
                && !Files.exists(path.resolve(name(present)))
                && !Files.exists(path.resolve(name(target)));
    }

    private static boolean isReadableFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(path);
    }

    /** What a link leads to, if that is there. */
    private static Optional<Path> target(Path present) {
        try {
            return Files.isSymbolicLink(present) ? Optional.of(present.toRealPath()) : Optional.empty();
        } catch (IOException nowhere) {
            return Optional.empty();
        }
    }

    private static Path parent(Path file) {
        return requireNonNull(file.getParent(), "an absolute path of a file has a parent");
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
