package io.kafkafetch.adapters.file.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the rights of others from files that hold personal data and were there before: made by an earlier version, or
 * copied. A folder that others may look into is left as it is, since somebody made it so, and it may hold more than ours;
 * that is logged. Pure but for the file system and the log; where it knows no such rights nothing happens.
 */
final class Tightening {

    private static final Logger LOG = LoggerFactory.getLogger(Tightening.class);

    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private Tightening() {}

    /**
     * Looks at a folder and its files.
     *
     * @param personal names of the files that hold personal data
     */
    static void of(Path folder, Pattern personal) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file ->
                            personal.matcher(String.valueOf(file.getFileName())).matches())
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        int tightened = 0;
        for (Path file : files) {
            tightened += tighten(file) ? 1 : 0;
        }
        if (tightened > 0) {
            LOG.warn(
                    "Others had rights to files with personal data in {}: {} of them. They have none any more",
                    folder,
                    tightened);
        }
        PosixFileAttributeView view = view(folder);
        if (view != null && !OWNERS.containsAll(view.readAttributes().permissions())) {
            LOG.info(
                    "Others have rights to the folder {} ({}), and none to the files with personal data in it. To keep them out:"
                            + " chmod 700 {}",
                    folder,
                    PosixFilePermissions.toString(view.readAttributes().permissions()),
                    folder);
        }
    }

    private static boolean tighten(Path file) {
        try {
            PosixFileAttributeView view = view(file);
            if (view == null) {
                return false;
            }
            Set<PosixFilePermission> rights = view.readAttributes().permissions();
            if (OWNERS.containsAll(rights)) {
                return false;
            }
            rights.retainAll(OWNERS);
            view.setPermissions(rights);
            return true;
        } catch (IOException another) { // somebody else's file, or a file system that keeps no rights
            LOG.warn("Others have rights to {}, which holds personal data. To keep them out: chmod 600 {}", file, file);
            return false;
        }
    }

    private static @Nullable PosixFileAttributeView view(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }
}
