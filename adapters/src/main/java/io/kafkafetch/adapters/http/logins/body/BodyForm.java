package io.kafkafetch.adapters.http.logins.body;

import io.kafkafetch.adapters.http.logins.admission.Admission;
import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import io.kafkafetch.adapters.http.logins.fault.Fault;
import io.kafkafetch.adapters.http.logins.fault.Refusal;
import io.kafkafetch.adapters.http.packed.Coding;
import io.kafkafetch.adapters.json.mapping.Pointer;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a body carries events.
 *
 * @param framing how they are separated
 * @param codings how they are packed, in the order in which that was done
 */
public record BodyForm(Framing framing, List<Coding> codings) {

    /** The media type of a stream of lines. */
    public static final String NDJSON = "application/x-ndjson";

    /** What is taken, as {@code Accept-Post} lists it (W3C LDP §7.1). */
    public static final String ACCEPTED = MediaType.APPLICATION_JSON + ", " + NDJSON;

    private static final String NDJSON_TOO = "application/ndjson";
    private static final String JSON_LINES = "application/jsonl";
    private static final String JSON_TEXT = "text/json";
    private static final String JSON_SUFFIX = "+json";

    /** How events are separated: in one JSON document, or one a line. */
    public enum Framing {
        DOCUMENT,
        LINES
    }

    public BodyForm {
        codings = List.copyOf(codings);
    }

    /**
     * The form that these headers declare.
     *
     * @throws Refusal with 415 if it is none that is known here
     */
    public static BodyForm of(HttpHeaders headers) {
        String encodings = String.join(",", headers.getAll(HttpHeaders.CONTENT_ENCODING));
        return new BodyForm(
                framing(headers), Coding.listed(encodings).orElseThrow(() -> new Refusal(Fault.UNKNOWN_ENCODING)));
    }

    /** Whether the events come out of it by unpacking. */
    public boolean isPacked() {
        return !codings.isEmpty();
    }

    /**
     * The bytes that come out of the body; reading refuses what is damaged or beyond a bound.
     *
     * @throws Refusal if there is no memory for it
     */
    public InputStream unpacked(BodyStream body, HttpSettings settings, Admission admission) {
        InputStream stream = body;
        try {
            for (Coding coding : codings.reversed()) {
                stream = new Unpacking(coding.unpacked(stream, admission), body, settings.bounds());
            }
            return stream;
        } catch (Refusal refusal) {
            close(stream);
            throw refusal;
        }
    }

    /**
     * The events in these bytes, which {@link #unpacked} gave.
     *
     * @param events where a document of the feed has its array of events; a line is an event in any case
     */
    public Events events(
            BodyStream body,
            InputStream unpacked,
            HttpSettings settings,
            Admission admission,
            Optional<Pointer> events) {
        return switch (framing) {
            case DOCUMENT -> new DocumentEvents(body, unpacked, settings, admission, events);
            case LINES -> new LineEvents(body, unpacked, settings, admission);
        };
    }

    private static Framing framing(HttpHeaders headers) {
        MediaType type = headers.contentType().orElseThrow(() -> new Refusal(Fault.UNKNOWN_TYPE));
        String charset = type.getParameters().get("charset").orElse("utf-8");
        if (!charset.equalsIgnoreCase("utf-8")) {
            throw new Refusal(Fault.UNKNOWN_TYPE);
        }
        String name = type.getName().toLowerCase(Locale.ROOT);
        return switch (name) {
            case MediaType.APPLICATION_JSON, JSON_TEXT -> Framing.DOCUMENT;
            case NDJSON, NDJSON_TOO, JSON_LINES -> Framing.LINES;
            default -> {
                if (name.endsWith(JSON_SUFFIX)) { // RFC 6839
                    yield Framing.DOCUMENT;
                }
                throw new Refusal(Fault.UNKNOWN_TYPE);
            }
        };
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException impossible) { // of giving back memory
            throw new UncheckedIOException(impossible);
        }
    }
}
