package io.kafkafetch.adapters.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.record.TraceContext;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Spans that stay here. */
final class RecordedSpans {

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build();
    final Spans spans = new Spans(sdk);

    List<SpanData> all() {
        return exporter.getFinishedSpanItems();
    }

    SpanData only() {
        assertThat(all()).hasSize(1);
        return all().getFirst();
    }

    static Map<String, Object> attributes(SpanData span) {
        Map<String, Object> attributes = new TreeMap<>();
        span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
        return attributes;
    }

    /** The traces it links to, by their last two digits. */
    static List<String> links(SpanData span) {
        return span.getLinks().stream()
                .map(LinkData::getSpanContext)
                .map(context -> context.getTraceId().substring(30))
                .toList();
    }

    /** A context of trace n; sampled, unless flags say otherwise. */
    static TraceContext trace(int n, String flags) {
        return new TraceContext("00-%032x-00000000000000aa-%s".formatted(n, flags), "");
    }

    static TraceContext trace(int n) {
        return trace(n, "01");
    }

    static TraceContext contextOf(SpanData span) {
        return new TraceContext(
                "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getSpanContext().getTraceFlags().asHex(),
                "");
    }
}
