package io.kafkafetch.adapters.http.answers;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Arrays;

/** Entity tags (RFC 9110, 13.1.2). */
public final class Tags {

    private Tags() {}

    /** Whether the client has what this tag, which is in quotes, names. */
    public static boolean has(HttpRequest<?> request, String tag) {
        return request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
    }
}
