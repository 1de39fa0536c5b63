package io.kafkafetch.adapters.tracing;

import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.record.RecordTraces;
import io.kafkafetch.application.record.TraceContext;
import io.opentelemetry.api.trace.SpanContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps in which traces the records of the open batches were sent, until their batch is closed: of each partition the
 * first {@link Spans#MAX_LINKS} distinct ones that are sampled, the others are passed over. A partition that is read again
 * from an earlier place begins again. Thread-safe; grows with the number of partitions ever read.
 */
public final class BatchLinks implements RecordTraces {

    private final Spans spans;
    private final Map<Partition, Open> open = new ConcurrentHashMap<>();

    /** Without a record. */
    public BatchLinks(Spans spans) {
        this.spans = spans;
    }

    @Override
    public void arrived(Origin origin, TraceContext trace) {
        spans.unharmed(() -> open.computeIfAbsent(origin.partition(), partition -> new Open())
                .arrived(origin.offset(), trace));
    }

    /** The traces of the batch's records, in their order; they are forgotten. */
    List<SpanContext> take(LoginBatch batch) {
        Open ofPartition = open.get(batch.partition());
        return ofPartition == null ? List.of() : ofPartition.take(batch);
    }

    private static final class Open {
        /** By trace and span, as ids are compared: with the offset of the first record of each. */
        private final Map<String, Link> links = new LinkedHashMap<>();

        private long lastOffset = -1;

        private record Link(long offset, SpanContext context) {}

        private synchronized void arrived(long offset, TraceContext trace) {
            if (offset <= lastOffset) {
                links.clear();
            }
            lastOffset = offset;
            if (trace.isPresent() && links.size() < Spans.MAX_LINKS) {
                SpanContext context = Spans.parse(trace);
                if (context.isValid() && context.isSampled()) {
                    links.putIfAbsent(context.getTraceId() + context.getSpanId(), new Link(offset, context));
                }
            }
        }

        private synchronized List<SpanContext> take(LoginBatch batch) {
            List<SpanContext> taken = links.values().stream()
                    .filter(link -> link.offset() >= batch.firstOffset() && link.offset() <= batch.lastOffset())
                    .map(Link::context)
                    .toList();
            links.clear();
            return taken;
        }
    }
}
