package io.kafkafetch.adapters.http.connections;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.http.answers.Problem;
import io.kafkafetch.adapters.http.answers.ServerProblem;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;

/** Turns a connection away: there are as many as may be. */
final class NoRoom extends ChannelInboundHandlerAdapter {

    private static final byte[] PROBLEM = json(ServerProblem.TOO_MANY_CONNECTIONS.problem());

    @Override
    public void channelActive(ChannelHandlerContext context) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.SERVICE_UNAVAILABLE, Unpooled.wrappedBuffer(PROBLEM));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, PROBLEM.length)
                .set(HttpHeaderNames.RETRY_AFTER, "1")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    /** By hand: Micronaut's mapper is not part of a pipeline, and no text here needs to be escaped. */
    private static byte[] json(Problem problem) {
        return "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\",\"detail\":\"%s\"}"
                .formatted(problem.type(), problem.title(), problem.status(), problem.code(), problem.detail())
                .getBytes(UTF_8);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }
}
