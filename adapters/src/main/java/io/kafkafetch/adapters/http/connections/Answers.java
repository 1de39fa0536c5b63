package io.kafkafetch.adapters.http.connections;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;

/** What an answer is. */
final class Answers {

    private static final String EVENT_STREAM = "text/event-stream";

    private Answers() {}

    /** Whether it is none yet: {@code 100 Continue}. */
    static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    /** Whether it goes on until its client leaves. */
    static boolean isEventStream(HttpResponse response) {
        String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE);
        return type != null && type.startsWith(EVENT_STREAM);
    }
}
