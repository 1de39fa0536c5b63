package io.kafkafetch.bootstrap.service;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/**
 * The folder of this user's own that locks are kept in: nobody else can put a link, a pipe or a lock there.
 *
 * @param path exists, is no link, belongs to this user and is writable by this user alone
 */
record LockFolder(Path path) {

    private static final Set<PosixFilePermission> OTHERS_MAY_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    /**
     * The user's runtime folder where the system has made one, else one for the user among the temporary files.
     *
     * @throws IOException if neither can be used; the message says of the latter why
     */
    static LockFolder find(Map<String, String> environment, Path temporary) throws IOException {
        long user = new UnixSystem().getUid();
        Path runtime = Path.of(environment.getOrDefault("XDG_RUNTIME_DIR", ""));
        if (runtime.isAbsolute() && isOwn(runtime, user)) {
            return in(runtime.resolve("kafka-fetch"), user);
        }
        return in(temporary.resolve("kafka-fetch-" + user), user);
    }

    /** This folder, created where it is missing. */
    private static LockFolder in(Path folder, long user) throws IOException {
        FileAttribute<Set<PosixFilePermission>> ownersAlone =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        try {
            Files.createDirectory(folder, ownersAlone);
        } catch (FileAlreadyExistsException isThere) {
            if (!isOwn(folder, user)) {
                throw new IOException(folder + " is not a folder that belongs to this user alone");
            }
        }
        return new LockFolder(folder);
    }

    private static boolean isOwn(Path folder, long user) {
        try {
            Map<String, Object> attributes =
                    Files.readAttributes(folder, "unix:isDirectory,uid,permissions", LinkOption.NOFOLLOW_LINKS);
            return Boolean.TRUE.equals(attributes.get("isDirectory"))
                    && attributes.get("uid") instanceof Integer owner
                    && owner == user
                    && attributes.get("permissions") instanceof Set<?> permissions
                    && permissions.stream().noneMatch(OTHERS_MAY_WRITE::contains);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
