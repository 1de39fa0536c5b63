package io.kafkafetch.bootstrap.architecture.brokenhouse.application.batch;

import java.util.function.LongSupplier;

public final class ReadsTheTimeByReference {
    LongSupplier clock() {
        return System::nanoTime;
    }
}
