package io.kafkafetch.adapters.file.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * Which file a path leads to now, whatever it is called.
 *
 * @param key the system's: device and inode; the time of creation where the system has no such thing
 * @param modified when it was last written to, by the system's clock
 * @param size in bytes, compressed as it is
 */
public record FileIdentity(Object key, FileTime modified, long size) {

    /** Of the file at this path, or that a link there leads to; empty where there is none. */
    public static Optional<FileIdentity> at(Path path) throws IOException {
        try {
            return Optional.of(of(Files.readAttributes(path, BasicFileAttributes.class)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    /** Of the regular file at this path; empty where there is none, but a link, a folder or a pipe. */
    static Optional<FileIdentity> ofFile(Path path) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() ? Optional.of(of(attributes)) : Optional.empty();
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private static FileIdentity of(BasicFileAttributes attributes) {
        Object key = attributes.fileKey() == null ? attributes.creationTime() : attributes.fileKey();
        return new FileIdentity(key, attributes.lastModifiedTime(), attributes.size());
    }

    /** Printable ASCII without spaces and semicolons. */
    public String name() {
        return key.toString().replaceAll("[^!-:<-~]", "_");
    }

    /** Whether it is the same file, however it has grown. */
    public boolean isSameFile(FileIdentity other) {
        return key.equals(other.key);
    }
}
