package io.kafkafetch.adapters.http.connections;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Answers of unknown length to clients of HTTP/1.0, which know no chunks: they get the bytes as they are, until the
 * connection ends (RFC 9112 §6.1). Micronaut sends them chunks.
 */
final class OldClients extends ChannelDuplexHandler {

    /** Of the requests that are not answered, in their order. */
    private final Queue<HttpVersion> asked = new ArrayDeque<>(2);

    private boolean toBeClosed;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            asked.add(request.protocolVersion());
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response
                && HttpVersion.HTTP_1_0.equals(asked.peek())
                && HttpUtil.isTransferEncodingChunked(response)) {
            HttpUtil.setTransferEncodingChunked(response, false);
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            toBeClosed = true;
        }
        if (message instanceof LastHttpContent && !Answers.isInterim(message)) {
            asked.poll();
            if (toBeClosed) {
                super.write(context, message, promise.unvoid().addListener(ChannelFutureListener.CLOSE));
                return;
            }
        }
        super.write(context, message, promise);
    }
}
