package io.kafkafetch.adapters.http.logins.admission;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Who sends a request, as far as the network says it: of IPv6 the first 64 bits, since a single host has all the rest.
 * Behind a proxy all clients are one, which {@code X-Forwarded-For} doesn't change: anyone can send that. Never logged.
 */
public record ClientAddress(String prefix) {

    private static final int NETWORK_BYTES = 8;

    /** The client at this end of a connection. */
    public static ClientAddress of(InetSocketAddress socket) {
        InetAddress address = socket.getAddress();
        if (address == null) { // not resolved, as in a test without a socket
            return new ClientAddress(socket.getHostString());
        }
        byte[] bytes = address.getAddress();
        return new ClientAddress(HexFormat.of()
                .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes));
    }

    /** Nothing of it gets into a log. */
    @Override
    public String toString() {
        return "a client";
    }
}
