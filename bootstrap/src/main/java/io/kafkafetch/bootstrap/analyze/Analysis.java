package io.kafkafetch.bootstrap.analyze;

import io.kafkafetch.adapters.console.InputProgress;
import io.kafkafetch.adapters.file.lines.DecodeAhead;
import io.kafkafetch.adapters.file.lines.LineDecoder;
import io.kafkafetch.adapters.file.text.InputText;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.json.mapping.LoginMapping;
import io.kafkafetch.adapters.report.Report;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.intake.LoginPipeline;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.login.UserHash;
import io.kafkafetch.domain.users.UserCounter;
import io.kafkafetch.domain.users.UserSketch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads inputs one after the other, each a partition of the stream, into a report. Not thread-safe. */
final class Analysis {

    /** No clock closes a batch: what is in a file does not depend on how fast it is read. */
    private static final long NO_TIME = 0;

    private final Report report;
    private final InputProgress progress;
    private final int maxLineBytes;
    private final LoginFormat format;
    private final LoginPipeline pipeline;
    private final InputSurvey survey = new InputSurvey();
    private final Optional<Windows> windows;
    private final UserCounter users;
    private final UserHash hash;
    private final List<String> failures = new ArrayList<>();
    private long bytesOfInputsBefore;

    Analysis(AnalyzeSettings settings, Report report, InputProgress progress) {
        this.users = new UserCounter(settings.users().orElse(null));
        this.hash = settings.users().isPresent() ? settings.users().get() : UserHash.OFF;
        this.windows = settings.by().map(by -> new Windows(settings, by));
        this.report = report;
        this.progress = progress;
        this.maxLineBytes = settings.maxLineBytes();
        this.format = settings.loginFormat();
        this.pipeline = new LoginPipeline(settings.batchPolicy(), settings.hourOfDay(), new DeriveInsights(), report);
    }

    /** Reads an input to its end, or as far as it can be read. */
    void read(AnalyzeInput input, Partition partition) {
        InputText text = new InputText(format.mapping().flatMap(LoginMapping::events));
        try (DecodeAhead ahead = DecodeAhead.of(
                partition, new LineDecoder(format, hash), waiting -> input.open(maxLineBytes, waiting, text::open))) {
            List<Delivery> block = ahead.next(pipeline::commit);
            while (!block.isEmpty()) {
                for (Delivery delivery : block) {
                    survey.add(delivery);
                    if (delivery instanceof Delivery.Login login) {
                        windows.ifPresent(counted -> counted.count(login.event()));
                        users.count(login.event().user());
                    }
                    pipeline.add(delivery, NO_TIME);
                }
                progress.read(bytesOfInputsBefore + ahead.inputBytes());
                block = ahead.next(pipeline::commit);
            }
            bytesOfInputsBefore += ahead.inputBytes();
        } catch (IOException unreadable) {
            failures.add(input.name() + ": " + unreadable.getMessage());
        }
        survey.end(input.name(), text);
        pipeline.finish(partition, Trigger.END);
        report.end(partition);
    }

    /** What catches the eye of what was read so far. */
    InputSurvey survey() {
        return survey;
    }

    /** The different users of all logins so far, where they were asked for. */
    Optional<UserSketch> users() {
        return users.users().sketch();
    }

    /** What was read so far by its time, where that was asked for. */
    Optional<Windows> windows() {
        return windows;
    }

    /** What could not be read, and why, a line each. */
    List<String> failures() {
        return List.copyOf(failures);
    }
}
