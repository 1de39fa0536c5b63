package io.kafkafetch.adapters.http.live.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Viewers that one thread reads, the caller's. */
final class ManyViewers implements AutoCloseable {

    private final Selector selector = Selector.open();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

    ManyViewers() throws IOException {}

    void open(String host, int port) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(host, port));
        channel.write(ByteBuffer.wrap("GET /api/insights/stream HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII)));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new ByteArrayOutputStream());
        channels.add(channel);
    }

    /** Reads what has come; how many have read this text, in one read or more. */
    long read(String text) {
        try {
            selector.selectNow(key -> read(key));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return selector.keys().stream()
                .filter(key -> ((ByteArrayOutputStream) key.attachment())
                        .toString(US_ASCII)
                        .contains(text))
                .count();
    }

    private void read(SelectionKey key) {
        ByteArrayOutputStream all = (ByteArrayOutputStream) key.attachment();
        try {
            buffer.clear();
            if (((SocketChannel) key.channel()).read(buffer) < 0) {
                throw new IOException("a stream ended");
            }
            all.write(buffer.array(), 0, buffer.position());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
        selector.close();
    }
}
