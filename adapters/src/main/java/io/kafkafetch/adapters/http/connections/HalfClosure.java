package io.kafkafetch.adapters.http.connections;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;

/**
 * Answers a client that has sent its request and closed its side of the connection (RFC 9112 §9.6): otherwise what it sent
 * is kept and not answered, so that it sends it again. A body that ends so in its midst is broken; a client that looks at an
 * event stream has left.
 */
final class HalfClosure extends ChannelDuplexHandler {

    /** Worded so that Micronaut does not log it as an error where the body is not read any more. */
    private static final String BROKEN = "connection closed before the body was complete";

    private int unanswered;
    private boolean inBody;
    private boolean streaming;
    private boolean closed;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            unanswered++;
            inBody = true;
        }
        if (message instanceof LastHttpContent) {
            inBody = false;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response && Answers.isEventStream(response)) {
            streaming = true;
        }
        if (message instanceof LastHttpContent && !Answers.isInterim(message)) {
            unanswered--;
            streaming = false;
            if (closed && unanswered == 0) {
                super.write(context, message, promise.unvoid().addListener(ChannelFutureListener.CLOSE));
                return;
            }
        }
        super.write(context, message, promise);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof ChannelInputShutdownEvent) {
            closed = true;
            if (streaming) {
                close(context, context.newPromise());
            } else if (unanswered == 0) { // an answer may still be on its way
                context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            } else if (inBody) {
                inBody = false;
                context.fireExceptionCaught(new IOException(BROKEN));
            }
        }
        context.fireUserEventTriggered(event);
    }
}
