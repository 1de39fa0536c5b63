package io.kafkafetch.adapters.file.audit;

import io.kafkafetch.adapters.file.ledger.CommittedFolder;
import io.kafkafetch.adapters.file.ledger.CommittedLines;
import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.json.StrictJson.Members;
import io.kafkafetch.adapters.json.audit.BatchNames;
import io.kafkafetch.application.audit.Audit;
import io.kafkafetch.application.audit.evidence.Published;
import io.kafkafetch.application.audit.run.PublishedRecords;
import io.kafkafetch.domain.insight.Metric;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Insights and dead letters of a folder, each series as far as the audit takes its lines. Used by one thread. */
final class FolderRecords implements PublishedRecords, AutoCloseable {

    private final List<Series> series;

    /** @param stream whose logins they are about */
    FolderRecords(CommittedFolder folder, String stream) {
        BatchNames names = new BatchNames(stream);
        this.series = List.of(
                new Series(folder.insights(), line -> insight(names, line)),
                new Series(folder.deadLetters(), line -> FolderLetter.read(stream, line)));
    }

    /** Since when all insights are kept. */
    KeptSince insightsKept() {
        return series.getFirst().kept();
    }

    /** Since when all dead letters are kept. */
    KeptSince lettersKept() {
        return series.getLast().kept();
    }

    @Override
    public void feed(Audit audit, long manifests) {
        series.forEach(each -> each.feed(audit, manifests));
    }

    private static Optional<Published.Insight> insight(BatchNames names, byte[] line) {
        return names.of(line)
                .map(batch -> new Published.Insight(batch.partition(), batch.first(), batch.last(), key(line), line));
    }

    /** The key that it would have in a topic, whatever its numbers say; what is no insight has none. */
    private static String key(byte[] line) {
        try {
            Members insight = StrictJson.readForeign(line);
            String metric = insight.text("metric");
            return Metric.of(metric)
                    .map(known -> switch (known) {
                        case Metric.Running running -> metric;
                        case Metric.Ranked ranked ->
                            metric + ":" + insight.text(ranked.dimension().field());
                    })
                    .orElse("");
        } catch (IllegalArgumentException none) {
            return "";
        }
    }

    @Override
    public void close() {
        series.forEach(Series::close);
    }

    /** Lines of one kind, of which the audit may not take the next one yet. */
    private static final class Series {

        private final CommittedLines lines;
        private final Function<byte[], ? extends Optional<? extends Published>> reader;
        private @Nullable Published head;
        private long waitingSince = -1;

        Series(CommittedLines lines, Function<byte[], ? extends Optional<? extends Published>> reader) {
            this.lines = lines;
            this.reader = reader;
        }

        /** Before anything is fed; looks at the first line alone. */
        KeptSince kept() {
            int first = lines.firstKept();
            lines.seek(first);
            byte @Nullable [] line = lines.next();
            KeptSince kept = new KeptSince(first == 1, line == null ? Optional.empty() : reader.apply(line));
            lines.seek(1);
            return kept;
        }

        void feed(Audit audit, long manifests) {
            for (Published next = next(); next != null; next = next()) {
                if (!audit.take(next, waitingSince < 0 ? 0 : manifests - waitingSince)) {
                    waitingSince = waitingSince < 0 ? manifests : waitingSince;
                    return;
                }
                waitingSince = -1;
                head = null;
            }
        }

        private @Nullable Published next() {
            while (head == null) {
                byte @Nullable [] line = lines.next();
                if (line == null) {
                    return null;
                }
                head = reader.apply(line).orElse(null);
            }
            return head;
        }

        void close() {
            lines.close();
        }
    }
}
