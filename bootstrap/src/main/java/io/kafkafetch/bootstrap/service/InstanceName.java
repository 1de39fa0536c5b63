package io.kafkafetch.bootstrap.service;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A name for this instance that is the same after a restart, and that no other running instance has. Its lanes are
 * members of their group by it, and their transactional ids are made of it: a restarted instance has its partitions back
 * at once, and ends what its killed predecessor left open. Two instances of one name would fence each other.
 *
 * @param text e.g. {@code worker-7f9c-3e0f1c-0}
 */
public record InstanceName(String text, Origin origin) {

    /** Where a name is from. */
    enum Origin {
        /** Somebody gave it: it comes back after a restart, wherever that is. */
        CONFIGURED,
        /** The host's and a slot's: it comes back after a restart on this host, if there is one. */
        FOUND,
        /** It never comes back. */
        RANDOM,
    }

    private static final Logger LOG = LoggerFactory.getLogger(InstanceName.class);
    private static final int SLOTS = 64;
    private static final String RANDOM_NAME =
            "it gets a random one, and after a kill its partitions wait some 10 s; set INSTANCE_ID";

    /** A channel that nobody holds is closed by the garbage collector, and its lock with it. */
    private static final List<FileChannel> HELD = new CopyOnWriteArrayList<>();

    /** Finds the folder that slots are locked in. */
    @FunctionalInterface
    interface Locks {
        LockFolder folder() throws IOException;
    }

    /**
     * The configured name; or the host's (a pod's, a container's), with the number of the first slot that no other
     * process holds in the folder, and a checksum of the folder, since other users of the host have other folders. A
     * slot is a locked file, which the operating system frees however the process ends.
     */
    static InstanceName find(Optional<String> configured, String groupId, String host, Locks locks) {
        if (configured.isPresent()) {
            return new InstanceName(configured.get(), Origin.CONFIGURED);
        }
        try {
            Path folder = locks.folder().path();
            String place = String.format("%06x", folder.toString().hashCode() & 0xff_ff_ff);
            for (int slot = 0; slot < SLOTS; slot++) {
                if (isLocked(folder.resolve(Integer.toHexString(groupId.hashCode()) + "-" + slot))) {
                    return new InstanceName(host + "-" + place + "-" + slot, Origin.FOUND);
                }
            }
            LOG.warn("All {} names for instances of this host are taken: {}", SLOTS, RANDOM_NAME);
        } catch (IOException noLocks) {
            LOG.warn("No lasting name for this instance ({}): {}", noLocks, RANDOM_NAME);
        }
        return new InstanceName(host + "-" + UUID.randomUUID(), Origin.RANDOM);
    }

    /** Takes the lock and keeps it for as long as the process lives. */
    @SuppressWarnings("resource")
    private static boolean isLocked(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            LOG.warn("{} is not a regular file, so it cannot be locked for this instance's name: remove it", file);
            return false;
        }
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        try {
            if (channel.tryLock() != null) {
                HELD.add(channel);
                return true;
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            // as good as held by another
        }
        channel.close();
        return false;
    }
}
