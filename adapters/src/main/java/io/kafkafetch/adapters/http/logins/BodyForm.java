package io.kafkafetch.adapters.http.logins;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import java.io.InputStream;
import java.util.Locale;

/**
 * How a body carries events.
 *
 * @param framing how they are told apart
 * @param gzip whether they are packed
 */
record BodyForm(Framing framing, boolean gzip) {

    static final String NDJSON = "application/x-ndjson";
    static final String NDJSON_TOO = "application/ndjson";
    static final String JSON_LINES = "application/jsonl";

    enum Framing {
        DOCUMENT,
        LINES
    }

    /** @throws Refusal with 415 if it is none that is known here */
    static BodyForm of(HttpHeaders headers) {
        return new BodyForm(framing(headers), gzip(headers));
    }

    InputStream unpacked(InputStream body) {
        return gzip ? new GzipStream(body) : body;
    }

    Events events(BodyStream body, InputStream unpacked, HttpSettings settings, Admission admission) {
        return switch (framing) {
            case DOCUMENT -> new DocumentEvents(body, unpacked, settings, admission);
            case LINES -> new LineEvents(body, unpacked, settings, admission);
        };
    }

    private static Framing framing(HttpHeaders headers) {
        MediaType type = headers.contentType().orElseThrow(() -> new Refusal(Fault.UNKNOWN_TYPE));
        String charset = type.getParameters().get("charset").orElse("utf-8");
        if (!charset.equalsIgnoreCase("utf-8")) {
            throw new Refusal(Fault.UNKNOWN_TYPE);
        }
        return switch (type.getName().toLowerCase(Locale.ROOT)) {
            case MediaType.APPLICATION_JSON -> Framing.DOCUMENT;
            case NDJSON, NDJSON_TOO, JSON_LINES -> Framing.LINES;
            default -> throw new Refusal(Fault.UNKNOWN_TYPE);
        };
    }

    private static boolean gzip(HttpHeaders headers) {
        String encodings = String.join(",", headers.getAll(HttpHeaders.CONTENT_ENCODING));
        return switch (encodings.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> false;
            case "gzip", "x-gzip" -> true;
            default -> throw new Refusal(Fault.UNKNOWN_ENCODING);
        };
    }
}
