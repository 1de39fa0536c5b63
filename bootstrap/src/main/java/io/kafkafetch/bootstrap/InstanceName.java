package io.kafkafetch.bootstrap;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A name for this instance that is the same after a restart, and that no other running instance has. Transactional ids
 * are made of it: with the same id a restarted instance ends at once what its killed predecessor left open, where it
 * would otherwise wait for the transaction's timeout; two instances of one id would fence each other for ever.
 *
 * @param text e.g. {@code worker-7f9c-0}
 */
record InstanceName(String text) {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceName.class);
    private static final int SLOTS = 64;

    /** A channel that nobody holds is closed by the garbage collector, and its lock with it. */
    private static final List<FileChannel> HELD = new CopyOnWriteArrayList<>();

    /**
     * The configured name; or the host's (a pod's, a container's), with the number of the first slot that no other
     * process on this host holds. A slot is a locked file, which the operating system frees however the process ends.
     */
    static InstanceName find(Optional<String> configured, String groupId, String host, Path lockFolder) {
        if (configured.isPresent()) {
            return new InstanceName(configured.get());
        }
        try {
            Files.createDirectories(lockFolder);
            for (int slot = 0; slot < SLOTS; slot++) {
                if (isLocked(
                        lockFolder.resolve("kafka-fetch-" + Integer.toHexString(groupId.hashCode()) + "-" + slot))) {
                    return new InstanceName(host + "-" + slot);
                }
            }
        } catch (IOException noLocks) {
            LOG.debug("No lock files for an instance name in {}", lockFolder, noLocks);
        }
        return new InstanceName(host + "-" + UUID.randomUUID());
    }

    /** Takes the lock and keeps it for as long as the process lives. */
    @SuppressWarnings("resource")
    private static boolean isLocked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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
