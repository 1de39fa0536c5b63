package io.kafkafetch.bootstrap;

import io.kafkafetch.adapters.console.InputProgress;
import io.kafkafetch.adapters.file.LineDecoder;
import io.kafkafetch.adapters.file.LineReader;
import io.kafkafetch.adapters.report.Report;
import io.kafkafetch.application.DeriveInsights;
import io.kafkafetch.application.LoginPipeline;
import io.kafkafetch.application.Partition;
import io.kafkafetch.application.Trigger;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads inputs one after the other, each a partition of the stream, into a report. Not thread-safe. */
final class Analysis {

    /** No clock closes a batch: what is in a file does not depend on how fast it is read. */
    private static final long NO_TIME = 0;

    private static final int LINES_A_REPORT_OF_PROGRESS = 1 << 10;

    private final Report report;
    private final InputProgress progress;
    private final int maxLineBytes;
    private final LineDecoder decoder;
    private final LoginPipeline pipeline;
    private final List<String> failures = new ArrayList<>();
    private long bytesOfInputsBefore;

    Analysis(AnalyzeSettings settings, Report report, InputProgress progress) {
        this.report = report;
        this.progress = progress;
        this.maxLineBytes = settings.maxLineBytes();
        this.decoder = new LineDecoder(settings.missingDeviceType());
        this.pipeline = new LoginPipeline(settings.batchPolicy(), settings.hourOfDay(), new DeriveInsights(), report);
    }

    /** Reads an input to its end, or as far as it can be read. */
    void read(AnalyzeInput input, Partition partition) {
        try (LineReader lines = input.open(maxLineBytes, pipeline::commit)) {
            for (ByteBuffer line = lines.next(); line != null; line = lines.next()) {
                pipeline.add(decoder.decode(partition, lines.lines() - 1, line, lines.tooLarge()), NO_TIME);
                if (lines.lines() % LINES_A_REPORT_OF_PROGRESS == 0) {
                    progress.read(bytesOfInputsBefore + lines.inputBytes());
                }
            }
            bytesOfInputsBefore += lines.inputBytes();
        } catch (IOException unreadable) {
            failures.add(input.name() + ": " + unreadable.getMessage());
        }
        pipeline.finish(partition, Trigger.END);
        report.end(partition);
    }

    /** What could not be read, and why, a line each. */
    List<String> failures() {
        return List.copyOf(failures);
    }
}
