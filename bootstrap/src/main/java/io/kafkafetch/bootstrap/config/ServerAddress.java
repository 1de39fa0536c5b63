package io.kafkafetch.bootstrap.config;

import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.process.UserError;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where HTTP is served. Micronaut reads both by itself, but only once the source is started: what cannot be used is told
 * before.
 *
 * @param host a name or an address
 * @param port -1 for any free one
 */
public record ServerAddress(String host, int port) {

    private static final int ANY = -1;
    private static final int GREATEST = 65_535;
    private static final String PORTS = "a port from 1 to " + GREATEST + ", or -1 for any free one";

    /**
     * The address that these texts say.
     *
     * @throws InvalidSettingException if one of them cannot be used on any machine
     */
    public static ServerAddress of(String host, String port) {
        int number = port.strip().matches("-1|\\d{1,5}") ? Integer.parseInt(port.strip()) : GREATEST + 1;
        InvalidSettingException.require(number >= ANY && number <= GREATEST, "HTTP_PORT", port, PORTS);
        try {
            InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new InvalidSettingException(
                    "HTTP_HOST", host, "an address or a name of this machine, or 0.0.0.0 for all");
        }
        return new ServerAddress(host, number);
    }

    /** Where a client on this machine asks for this path: one that serves at all addresses serves at loopback too. */
    public URI here(String path) {
        try {
            InetAddress address = InetAddress.getByName(host);
            String name = address.isAnyLocalAddress()
                    ? InetAddress.getLoopbackAddress().getHostAddress()
                    : address.getHostAddress();
            return URI.create("http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port + path);
        } catch (UnknownHostException goneSinceItWasChecked) {
            return URI.create("http://" + host + ":" + port + path);
        }
    }

    /** What is told where the system refuses to serve there, e.g. {@code Address already in use}. */
    public UserError refused(Optional<String> why) {
        return new UserError(
                UserError.UNUSABLE,
                "HTTP cannot be served at " + host + ":" + port
                        + why.map(text -> " (" + text + ")").orElse("")
                        + ": set HTTP_PORT to another port, or to -1 for any free one, or HTTP_HOST to an address of"
                        + " this machine");
    }
}
