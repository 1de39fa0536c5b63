package io.kafkafetch.adapters.http.logins.body;

import io.kafkafetch.adapters.http.logins.admission.Admission;
import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import io.kafkafetch.adapters.http.logins.fault.Fault;
import io.kafkafetch.adapters.http.logins.fault.Refusal;
import io.kafkafetch.adapters.json.mapping.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document: an array is an event an element, be it the document or where a vendor's export has it; anything else is
 * one event. It is looked at as a whole before the first event is returned, so that of a document that is not JSON, or
 * holds an event that is too large, nothing is kept. A byte order mark at its start is skipped.
 */
final class DocumentEvents implements Events {

    private final BodyStream body;
    private final BodyBuffer buffer;
    private final HttpSettings settings;
    private final EventBound bound;
    private final Optional<Pointer> events;
    private boolean started;
    private @Nullable JsonDocument document;

    /**
     * See {@link LineEvents}.
     *
     * @param events where an export has its array of events
     */
    DocumentEvents(
            BodyStream body, InputStream bytes, HttpSettings settings, Admission admission, Optional<Pointer> events) {
        this.events = events;
        this.body = body;
        this.buffer = new BodyBuffer(bytes, admission, settings.documentBytes() + 1);
        this.settings = settings;
        this.bound = new EventBound(body, bytes != body, settings);
    }

    @Override
    public boolean ready() {
        return document != null;
    }

    @Override
    public @Nullable ByteBuffer next() throws IOException {
        if (document == null) {
            document = read();
        }
        return document.next();
    }

    @Override
    public void close() {
        buffer.close();
    }

    private JsonDocument read() throws IOException {
        while (buffer.fill()) {
            if (!started) {
                started = true;
                body.within(settings.eventTimeout());
            }
            if (buffer.size() > settings.documentBytes()) {
                throw new Refusal(Fault.DOCUMENT_TOO_LARGE);
            }
        }
        buffer.skipMark();
        ByteBuffer bytes = buffer.slice(0, buffer.size());
        JsonDocument.check(bytes, settings.eventBytes(), events);
        JsonDocument measured = new JsonDocument(bytes, events);
        for (ByteBuffer event = measured.next(); event != null; event = measured.next()) {
            bound.next();
            if (event.remaining() > settings.eventBytes()) {
                throw new Refusal(Fault.EVENT_TOO_LARGE);
            }
        }
        return new JsonDocument(bytes, events);
    }
}
