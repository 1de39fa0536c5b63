package io.kafkafetch.bootstrap.kafka;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets a container start or stop only while no class of tests uses a browser, also in another process: Chromium gives up
 * every load (ERR_NETWORK_CHANGED) where a container brings a network interface or takes one away.
 */
public final class SteadyNetwork implements BeforeAllCallback, AfterAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SteadyNetwork.class);
    private static final Path FILE = Path.of("target", "steady-network.lock");

    /** Waits for all others; to be closed soon. */
    static FileChannel hold() throws IOException {
        return hold(false);
    }

    /** Browsers wait for no browser: what a class waits for is time in which a core may have nothing to do. */
    private static FileChannel hold(boolean isShared) throws IOException {
        FileChannel file =
                FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        file.lock(0, Long.MAX_VALUE, isShared);
        return file;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        context.getStore(NAMESPACE).put(FILE, hold(true));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        context.getStore(NAMESPACE).remove(FILE, FileChannel.class).close();
    }
}
