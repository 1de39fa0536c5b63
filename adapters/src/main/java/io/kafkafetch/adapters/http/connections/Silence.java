package io.kafkafetch.adapters.http.connections;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose client keeps the service waiting outside of a request: for the head of one, sent byte by byte
 * or not at all, for the rest of a body that is answered already, or to read an answer. What is within a request is up to
 * its handler.
 */
final class Silence extends ChannelDuplexHandler {

    private final ConnectionSettings settings;
    private @Nullable Future<?> end;

    Silence(ConnectionSettings settings) {
        this.settings = settings;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        closeAfter(settings.headerTimeout(), context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stop();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            stop();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof LastHttpContent && !Answers.isInterim(message)) {
            closeAfter(settings.idleTimeout(), context);
        }
        super.write(context, message, promise);
    }

    private void closeAfter(Duration time, ChannelHandlerContext context) {
        stop();
        end = context.executor().schedule(() -> end(context), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nothing is left to do
    private static void end(ChannelHandlerContext context) {
        context.close();
    }

    private void stop() {
        if (end != null) {
            end.cancel(false);
            end = null;
        }
    }
}
