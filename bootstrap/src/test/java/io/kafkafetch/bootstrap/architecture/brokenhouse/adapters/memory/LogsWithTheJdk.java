package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.memory;

import java.util.logging.Logger;

public final class LogsWithTheJdk {
    void log() {
        Logger.getLogger("any").info("said");
    }
}
