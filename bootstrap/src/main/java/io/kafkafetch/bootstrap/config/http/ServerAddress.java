package io.kafkafetch.bootstrap.config.http;

import static io.kafkafetch.bootstrap.settings.SettingType.number;

import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Setting.Group;
import io.kafkafetch.bootstrap.settings.SettingType;
import io.kafkafetch.bootstrap.settings.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Where HTTP is served. Micronaut reads both by itself, but only once the source is started: what cannot be used is reported
 * before.
 *
 * @param host a name or an address
 * @param port -1 for any free one
 */
public record ServerAddress(String host, int port) {

    public static final Setting<String> HTTP_HOST = Setting.of(
                    Group.HTTP,
                    "HTTP_HOST",
                    SettingType.of(
                            "an address or a name of this machine, or 0.0.0.0 for all",
                            "`0.0.0.0` for all",
                            ServerAddress::host),
                    "127.0.0.1",
                    "address HTTP is served at")
            .as("micronaut.server.host");
    public static final Setting<Integer> HTTP_PORT = Setting.of(
                    Group.HTTP,
                    "HTTP_PORT",
                    SettingType.of(
                            "a port from 1 to 65535, or -1 for any free one",
                            "-1 for any free one",
                            text -> number(text).filter(port -> port >= -1 && port <= 65_535)),
                    "8080",
                    "port of it")
            .as("micronaut.server.port");

    public static final List<Setting<?>> SETTINGS = List.of(HTTP_HOST, HTTP_PORT);

    /** The address that these settings say. @throws InvalidSettingException if it cannot be used on any machine */
    public static ServerAddress of(Settings settings) {
        return of(settings.text(HTTP_HOST), settings.text(HTTP_PORT));
    }

    /**
     * The address that these texts say.
     *
     * @throws InvalidSettingException if one of them cannot be used on any machine
     */
    public static ServerAddress of(String host, String port) {
        int number = HTTP_PORT.read(port);
        return new ServerAddress(HTTP_HOST.read(host), number);
    }

    private static Optional<String> host(String name) {
        try {
            InetAddress.getByName(name);
            return Optional.of(name);
        } catch (UnknownHostException unknown) {
            return Optional.empty();
        }
    }

    /** Whether nobody but this machine reaches it. */
    public boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException goneSinceItWasChecked) {
            return false;
        }
    }

    /**
     * Where a client on this machine asks for this path: one that serves at all addresses serves at loopback too.
     *
     * @param scheme {@code http} or {@code https}
     */
    public URI here(String scheme, String path) {
        try {
            InetAddress address = InetAddress.getByName(host);
            String name = address.isAnyLocalAddress()
                    ? InetAddress.getLoopbackAddress().getHostAddress()
                    : address.getHostAddress();
            return URI.create(scheme + "://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port + path);
        } catch (UnknownHostException goneSinceItWasChecked) {
            return URI.create(scheme + "://" + host + ":" + port + path);
        }
    }

    /** The error where the system refuses to serve there, e.g. {@code Address already in use}. */
    public UserError refused(Optional<String> why) {
        return new UserError(
                UserError.UNUSABLE,
                "HTTP cannot be served at " + host + ":" + port
                        + why.map(text -> " (" + text + ")").orElse("")
                        + ": set HTTP_PORT to another port, or to -1 for any free one, or HTTP_HOST to an address of"
                        + " this machine");
    }
}
