package io.kafkafetch.adapters.http.guard;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import java.util.Map;
import java.util.UUID;

/**
 * Gives every answer the headers that keep a browser from doing more with it than it should, and an id where it has none:
 * those to malformed requests too, which no filter sees. What an answer says itself is kept. Thread-safe.
 */
@Sharable
final class AnswerHeaders extends ChannelOutboundHandlerAdapter {

    static final String REQUEST_ID = "X-Request-Id";

    /** What is no page needs nothing; a page says what it needs. */
    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY");

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // who waits for the write has the promise
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            HttpHeaders headers = response.headers();
            ALWAYS.forEach((name, value) -> {
                if (!headers.contains(name)) {
                    headers.set(name, value);
                }
            });
            if (!headers.contains(REQUEST_ID)) {
                headers.set(REQUEST_ID, UUID.randomUUID().toString());
            }
        }
        context.write(message, promise);
    }
}
