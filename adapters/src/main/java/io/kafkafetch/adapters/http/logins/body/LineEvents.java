package io.kafkafetch.adapters.http.logins.body;

import io.kafkafetch.adapters.http.logins.admission.Admission;
import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import io.kafkafetch.adapters.http.logins.fault.Fault;
import io.kafkafetch.adapters.http.logins.fault.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * NDJSON: an event a line, ended by LF or CRLF, the last one's end optional. A byte order mark at the very start is skipped. Any number of lines.
 */
final class LineEvents implements Events {

    /** Long enough for a busy client's next bytes, so that few large appends are made of what it sends. */
    private static final Duration MOMENT = Duration.ofMillis(5);

    private final BodyStream body;
    private final BodyBuffer buffer;
    private final HttpSettings settings;
    private final EventBound bound;
    private boolean started;
    private boolean ended;
    private long lines;
    private int scanned;
    private int lineEnd = -1;

    /**
     * Lines of a body.
     *
     * @param body for its clock
     * @param bytes the body's bytes, unpacked
     */
    LineEvents(BodyStream body, InputStream bytes, HttpSettings settings, Admission admission) {
        this.body = body;
        this.buffer = new BodyBuffer(bytes, admission, settings.eventBytes() + 2);
        this.settings = settings;
        this.bound = new EventBound(body, bytes != body, settings);
    }

    @Override
    public boolean ready() {
        return ended || seesLineEnd() || body.await(MOMENT);
    }

    @Override
    public @Nullable ByteBuffer next() throws IOException {
        body.within(buffer.size() == 0 ? settings.quietTimeout() : settings.eventTimeout());
        skipMark();
        while (!ended && !seesLineEnd()) {
            // Room for the end of the longest line, CRLF, was not enough.
            if (buffer.size() == settings.eventBytes() + 2) {
                throw new Refusal(Fault.EVENT_TOO_LARGE);
            }
            fill();
        }
        if (lineEnd < 0) {
            return buffer.size() == 0 ? end() : line(buffer.size(), 0);
        }
        int carriage = lineEnd > 0 && buffer.at(lineEnd - 1) == '\r' ? 1 : 0;
        return line(lineEnd - carriage, carriage + 1);
    }

    @Override
    public void close() {
        buffer.close();
    }

    private @Nullable ByteBuffer end() {
        if (lines == 0) {
            throw new Refusal(Fault.EMPTY_BODY);
        }
        return null;
    }

    private ByteBuffer line(int length, int terminator) {
        if (length > settings.eventBytes()) {
            throw new Refusal(Fault.EVENT_TOO_LARGE);
        }
        bound.next();
        ByteBuffer line = buffer.slice(0, length);
        buffer.skip(length + terminator);
        scanned = 0;
        lines++;
        lineEnd = -1;
        return line;
    }

    private boolean seesLineEnd() {
        if (lineEnd < 0) {
            lineEnd = buffer.indexOf((byte) '\n', scanned);
            scanned = buffer.size();
        }
        return lineEnd >= 0;
    }

    private void skipMark() throws IOException {
        while (!started && !ended && buffer.mayBeMark()) {
            fill();
        }
        if (!started) {
            started = true;
            buffer.skipMark();
        }
    }

    private void fill() throws IOException {
        boolean first = buffer.size() == 0;
        ended = !buffer.fill();
        if (first) {
            body.within(settings.eventTimeout());
        }
    }
}
