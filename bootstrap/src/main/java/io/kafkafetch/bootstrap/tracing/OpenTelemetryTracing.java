package io.kafkafetch.bootstrap.tracing;

import io.kafkafetch.adapters.tracing.BatchLinks;
import io.kafkafetch.adapters.tracing.Spans;
import io.kafkafetch.adapters.tracing.TracedBatches;
import io.kafkafetch.adapters.tracing.TracedCommits;
import io.kafkafetch.adapters.tracing.TracedInbox;
import io.kafkafetch.adapters.tracing.TracedRequests;
import io.kafkafetch.application.batch.ProcessBatch;
import io.kafkafetch.application.intake.LoginInbox;
import io.kafkafetch.application.ledger.Commits;
import io.kafkafetch.application.record.RecordTraces;
import io.kafkafetch.bootstrap.process.UserError;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Tracing by OpenTelemetry's SDK, configured by its own {@code OTEL_*} variables; only traces, by OTLP over HTTP unless
 * they say otherwise. What the exporter does not keep up with, or cannot deliver, is dropped.
 */
final class OpenTelemetryTracing implements Tracing {

    /** How long the end of the service waits for the last spans to be delivered, in seconds. */
    private static final long LAST_SPANS = 2;

    private final OpenTelemetrySdk sdk;
    private final Spans spans;
    private final BatchLinks links;

    private OpenTelemetryTracing(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        this.spans = new Spans(sdk);
        this.links = new BatchLinks(spans);
    }

    /** @throws UserError if an {@code OTEL_*} variable cannot be used */
    static OpenTelemetryTracing start() {
        // OpenTelemetry logs with java.util.logging; its lines are to look like all others.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        try {
            return new OpenTelemetryTracing(AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() ->
                            Map.of("otel.service.name", "kafka-fetch", "otel.exporter.otlp.protocol", "http/protobuf"))
                    .addPropertiesCustomizer(
                            configured -> Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none"))
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk());
        } catch (ConfigurationException unusable) {
            throw new UserError(
                    UserError.USAGE, "an OpenTelemetry setting (OTEL_…) is wrong: " + unusable.getMessage());
        }
    }

    @Override
    public ProcessBatch batches(ProcessBatch processBatch, Optional<String> group) {
        return new TracedBatches(processBatch, spans, links, group, InstantSource.system(), System::nanoTime);
    }

    @Override
    public LoginInbox inbox(LoginInbox inbox, String topic) {
        return new TracedInbox(inbox, spans, topic);
    }

    @Override
    public RecordTraces records() {
        return links;
    }

    @Override
    public Commits commits() {
        return new TracedCommits(spans, InstantSource.system(), System::nanoTime);
    }

    /** For the filter of HTTP requests. */
    TracedRequests requests() {
        return new TracedRequests(spans);
    }

    @Override
    public void close() {
        sdk.getSdkTracerProvider().shutdown().join(LAST_SPANS, TimeUnit.SECONDS);
    }
}
