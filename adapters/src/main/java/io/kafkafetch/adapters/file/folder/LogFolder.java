package io.kafkafetch.adapters.file.folder;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that a log consists of: the present one, and those it was before. These are looked for beside it, beside
 * what it leads to if it is a link, and in folders within, and are never links themselves. Not thread-safe; keeps nothing.
 */
public final class LogFolder {

    private static final Pattern NUMBER = Pattern.compile("\\.[0-9]{1,18}");
    private static final Pattern COMPRESSED = Pattern.compile("(.+)\\.(?:gz|zst|xz|bz2)", Pattern.CASE_INSENSITIVE);

    private static final Pattern ROTATIONS =
            Pattern.compile(".+\\.([0-9]{1,4})(?:\\.(?:gz|zst|xz|bz2))?", Pattern.DOTALL);

    /** Most looks at the folder until two agree; one takes far less time than passes between two rotations. */
    private static final int LOOKS = 100;

    /** As long at least: looks are quick, and files may be renamed as quickly for a moment. */
    private static final long PATIENCE_NANOS = 2_000_000_000;

    private final Path present;
    private final RotatedFiles rotated;

    /**
     * A file of this log, under the name it has now.
     *
     * @param isPresent whether it is the present one, whose path may be a link
     */
    public record Part(Path path, FileIdentity identity, boolean isPresent) {

        /** Whether its name says that it is compressed. */
        public boolean isCalledPacked() {
            return !isPresent && COMPRESSED.matcher(name(path)).matches();
        }

        /** Whether it is one of the log's only if it is compressed as its name says. */
        public boolean isLogsIfPacked() {
            return !isPresent && LogNames.isPacked(name(path));
        }
    }

    public LogFolder(Path present, RotatedFiles rotated) {
        this.present = present;
        this.rotated = rotated;
    }

    /** The present file, if there is one. */
    public Optional<Part> present() throws IOException {
        return FileIdentity.at(present).map(identity -> new Part(present, identity, true));
    }

    /** The file to be read after this one, by its number; empty while that is the present one, or where there is none. */
    public Optional<Part> after(Part read) throws IOException {
        Optional<Part> now = present();
        if (now.isPresent() && now.get().identity().isSameFile(read.identity())) {
            return Optional.empty();
        }
        List<Part> all = all();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).identity().isSameFile(read.identity())) {
                return all.stream().skip(i + 1).findFirst();
            }
        }
        return all.stream().filter(Part::isPresent).findFirst();
    }

    /**
     * All files, the oldest first, the present one last: those of one moment. A file that is renamed during a look may be
     * under neither name, so that what was seen counts once it is seen twice.
     *
     * @throws IOException also if they keep being renamed
     */
    public List<Part> all() throws IOException {
        return settled(false);
    }

    /** All files in the log's folders, whatever they are called. */
    public List<Part> everything() throws IOException {
        return settled(true);
    }

    private List<Part> settled(boolean whateverTheirNames) throws IOException {
        long start = System.nanoTime();
        List<Part> seen = look(whateverTheirNames);
        for (int looks = 1; looks < LOOKS || System.nanoTime() - start < PATIENCE_NANOS; looks++) {
            List<Part> again = look(whateverTheirNames);
            if (isSame(seen, again)) {
                return again;
            }
            seen = again;
        }
        throw new IOException("the files in " + present.getParent() + " keep being renamed");
    }

    /** A file that has several names counts once. */
    private List<Part> look(boolean whateverTheirNames) throws IOException {
        Set<Path> paths = paths(whateverTheirNames);
        Map<Object, Part> parts = new HashMap<>();
        for (Path path : paths) {
            if (!isPackedTwin(path, paths)) {
                FileIdentity.ofFile(path)
                        .ifPresent(identity -> parts.put(identity.key(), new Part(path, identity, false)));
            }
        }
        Optional<Part> now = present();
        now.ifPresent(part -> parts.remove(part.identity().key()));
        List<Part> all = new ArrayList<>(parts.values());
        all.sort(order());
        now.ifPresent(all::add);
        return all;
    }

    private Set<Path> paths(boolean whateverTheirNames) throws IOException {
        return switch (rotated) {
            case BY_NUMBER ->
                LogDirectories.list(
                        requireNonNull(present.getParent(), "an absolute path of a file has a parent"),
                        this::isNumbered);
            case BY_TIME -> LogDirectories.of(present).paths(whateverTheirNames);
        };
    }

    private static boolean isSame(List<Part> one, List<Part> other) {
        boolean same = one.size() == other.size();
        for (int i = 0; same && i < one.size(); i++) {
            same = one.get(i).path().equals(other.get(i).path())
                    && one.get(i).identity().isSameFile(other.get(i).identity());
        }
        return same;
    }

    /** What is being compressed is read as it was. */
    private static boolean isPackedTwin(Path path, Set<Path> paths) {
        Matcher name = COMPRESSED.matcher(name(path));
        return name.matches() && paths.contains(path.resolveSibling(name.group(1)));
    }

    private boolean isNumbered(Path path) {
        String begin = name(present);
        return name(path).startsWith(begin)
                && NUMBER.matcher(name(path).substring(begin.length())).matches();
    }

    private Comparator<Part> order() {
        Comparator<Part> byName = Comparator.comparing(part -> name(part.path()));
        return switch (rotated) {
            case BY_TIME ->
                Comparator.comparing((Part part) -> part.identity().modified())
                        .thenComparing(
                                Comparator.comparingInt(LogFolder::rotations).reversed())
                        .thenComparing(byName);
            case BY_NUMBER ->
                Comparator.comparingInt((Part part) -> name(part.path()).length())
                        .thenComparing(byName);
        };
    }

    /** How often it was renamed, where its name says so: {@code app.log.2} is older than {@code app.log.1}. */
    private static int rotations(Part part) {
        Matcher name = ROTATIONS.matcher(name(part.path()));
        return name.matches() ? Integer.parseInt(name.group(1)) : 0;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
