package io.kafkafetch.bootstrap.tracing;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;

/** {@code OTEL_TRACES_EXPORTER=memory}: spans stay in this process. Found by the SDK, so that tests configure it as users do. */
public final class MemoryExporter implements ConfigurableSpanExporterProvider {

    /** The latest service's: one that was shut down takes no more. */
    private static volatile InMemorySpanExporter latest = InMemorySpanExporter.create();

    static List<SpanData> spans() {
        return latest.getFinishedSpanItems();
    }

    static void forget() {
        latest = InMemorySpanExporter.create();
    }

    @Override
    public SpanExporter createExporter(ConfigProperties configured) {
        InMemorySpanExporter fresh = InMemorySpanExporter.create();
        latest = fresh;
        return fresh;
    }

    @Override
    public String getName() {
        return "memory";
    }
}
