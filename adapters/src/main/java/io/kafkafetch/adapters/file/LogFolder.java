package io.kafkafetch.adapters.file;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of the file that a source reads, with what that file was before. Not thread-safe; keeps nothing. */
final class LogFolder {

    private static final Pattern COMPRESSED = Pattern.compile(".*\\.(gz|zst|bz2|xz|zip|tmp|swp)", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("\\.[0-9]{1,18}");

    /** Most looks at the folder until two agree; one takes far less time than passes between two rotations. */
    private static final int LOOKS = 100;

    private final Path present;
    private final RotatedFiles rotated;

    /** A file of this log, under the name it has now. */
    record Part(Path path, FileIdentity identity) {}

    LogFolder(Path present, RotatedFiles rotated) {
        this.present = present;
        this.rotated = rotated;
    }

    /** The present file, if there is one. */
    Optional<Part> present() throws IOException {
        return part(present);
    }

    /** Where a source without checkpoint begins. */
    Optional<Part> first() throws IOException {
        return switch (rotated) {
            case BY_TIME -> present();
            case BY_NUMBER -> all().stream().findFirst();
        };
    }

    /** The file to be read after this one; empty while that is the present one, or where there is none yet. */
    Optional<Part> after(Part read) throws IOException {
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
        return all.stream()
                .filter(part -> isPresent(part) || (rotated == RotatedFiles.BY_TIME && order().compare(part, read) > 0))
                .findFirst();
    }

    /**
     * All files, the oldest first, the present one last: those of one moment. A file that is renamed during a look may be
     * under neither name, so that what was seen counts once it is seen twice.
     *
     * @throws IOException also if they are renamed all the time
     */
    List<Part> all() throws IOException {
        List<Part> seen = look();
        for (int looks = 1; looks < LOOKS; looks++) {
            List<Part> again = look();
            if (isSame(seen, again)) {
                return again;
            }
            seen = again;
        }
        throw new IOException("the files in " + folder() + " are renamed all the time");
    }

    private List<Part> look() throws IOException {
        List<Part> all = new ArrayList<>(rotated());
        present().ifPresent(all::add);
        return all;
    }

    private static boolean isSame(List<Part> one, List<Part> other) {
        boolean same = one.size() == other.size();
        for (int i = 0; same && i < one.size(); i++) {
            same = one.get(i).path().equals(other.get(i).path())
                    && one.get(i).identity().isSameFile(other.get(i).identity());
        }
        return same;
    }

    private boolean isPresent(Part part) {
        return part.path().equals(present);
    }

    private List<Part> rotated() throws IOException {
        List<Part> parts = new ArrayList<>();
        if (!Files.isDirectory(folder())) {
            return parts;
        }
        try (Stream<Path> files = Files.list(folder())) {
            for (Path path : files.filter(this::isRotated).toList()) {
                part(path).ifPresent(parts::add);
            }
        }
        parts.sort(order());
        return parts;
    }

    private boolean isRotated(Path path) {
        String name = path.getFileName().toString();
        String begin = String.valueOf(present.getFileName());
        return name.startsWith(begin)
                && name.length() > begin.length()
                && Files.isRegularFile(path)
                && switch (rotated) {
                    case BY_TIME ->
                        !COMPRESSED.matcher(name.toLowerCase(Locale.ROOT)).matches();
                    case BY_NUMBER ->
                        NUMBER.matcher(name.substring(begin.length())).matches();
                };
    }

    private Comparator<Part> order() {
        Comparator<Part> byName =
                Comparator.comparing(part -> part.path().getFileName().toString());
        return switch (rotated) {
            case BY_TIME ->
                Comparator.comparing((Part part) -> part.identity().modified()).thenComparing(byName);
            case BY_NUMBER ->
                Comparator.comparingInt((Part part) ->
                                part.path().getFileName().toString().length())
                        .thenComparing(byName);
        };
    }

    private Path folder() {
        return requireNonNull(present.getParent(), "an absolute path of a file has a parent");
    }

    private static Optional<Part> part(Path path) throws IOException {
        return FileIdentity.at(path).map(identity -> new Part(path, identity));
    }
}
