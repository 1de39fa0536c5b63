package io.kafkafetch.adapters.http.guard;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a request's head for malformed where two servers could disagree on it, and so on where the next request begins:
 * any transfer coding but exactly {@code chunked}, a length beside one, several lengths (RFC 9112 §6.1, §6.3); no host,
 * several, one that is none, or another than the target's (§3.2). Such a request is answered with 400, in its turn, and nothing behind it on its
 * connection is read. One a connection.
 */
final class PlainHeads extends ChannelInboundHandlerAdapter {

    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*)");

    private boolean refused;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (refused) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest request
                && request.decoderResult().isSuccess()
                && !isPlain(request)) {
            refused = true;
            ReferenceCountUtil.release(message);
            context.fireChannelRead(malformed(request));
        } else {
            context.fireChannelRead(message);
        }
    }

    private static HttpRequest malformed(HttpRequest request) {
        var malformed = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, request.method(), "/");
        malformed.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        malformed.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("an ambiguous head")));
        return malformed;
    }

    private static boolean isPlain(HttpRequest request) {
        return hasPlainLength(request.headers()) && hasPlainHost(request);
    }

    private static boolean hasPlainLength(HttpHeaders headers) {
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        return codings.isEmpty()
                ? lengths.size() <= 1
                : codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked") && lengths.isEmpty();
    }

    private static boolean hasPlainHost(HttpRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        return switch (hosts.size()) {
            case 0 -> request.protocolVersion().equals(HttpVersion.HTTP_1_0);
            case 1 ->
                Authority.parse(hosts.getFirst().strip())
                        .filter(host -> isAddressedTo(host, request.uri()))
                        .isPresent();
            default -> false;
        };
    }

    /** Whether the target names no other host, where it is in absolute form (RFC 9112 §3.2.2). */
    private static boolean isAddressedTo(Authority host, String target) {
        Matcher absolute = ABSOLUTE.matcher(target);
        return !absolute.lookingAt()
                || Authority.parse(absolute.group(1)).filter(host::equals).isPresent();
    }
}
