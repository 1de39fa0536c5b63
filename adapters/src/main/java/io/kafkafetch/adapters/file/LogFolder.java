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
        List<Part> rotatedParts = rotated();
        for (int i = 0; i < rotatedParts.size(); i++) {
            if (rotatedParts.get(i).identity().isSameFile(read.identity())) {
                return i + 1 < rotatedParts.size() ? Optional.of(rotatedParts.get(i + 1)) : now;
            }
        }
        return rotatedParts.stream()
                .filter(part -> rotated == RotatedFiles.BY_TIME && order().compare(part, read) > 0)
                .findFirst()
                .or(() -> now);
    }

    /** All files, the oldest first, the present one last. */
    List<Part> all() throws IOException {
        List<Part> all = new ArrayList<>(rotated());
        present().ifPresent(all::add);
        return all;
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
