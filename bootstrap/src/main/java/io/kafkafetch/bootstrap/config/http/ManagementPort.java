package io.kafkafetch.bootstrap.config.http;

import static io.kafkafetch.bootstrap.settings.SettingType.number;

import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Setting.Group;
import io.kafkafetch.bootstrap.settings.SettingType;
import io.kafkafetch.bootstrap.settings.Settings;
import java.util.Optional;

/**
 * A port for health and metrics alone, so that they need not be reachable where logins are posted. Micronaut opens it
 * beside the server's own, at the same host.
 *
 * @param port 1 to 65,535; empty where they are served beside the rest
 */
public record ManagementPort(Optional<Integer> port) {

    public static final Setting<Optional<Integer>> MANAGEMENT_PORT = Setting.of(
                    Group.OPERATION,
                    "MANAGEMENT_PORT",
                    SettingType.of(
                                    "a port from 1 to 65535, or nothing for that of HTTP_PORT",
                                    "1 to 65,535",
                                    text -> number(text).filter(port -> port >= 1 && port <= 65_535))
                            .optional(),
                    "",
                    "a port of their own for `/health` and `/prometheus`")
            .more(", at `HTTP_HOST`; nothing else is served there, nor they elsewhere")
            .found("as `HTTP_PORT`")
            .as("endpoints.all.port");

    /** The port that these settings say. @throws InvalidSettingException if it is neither blank nor a port */
    public static ManagementPort of(Settings settings) {
        return of(settings.text(MANAGEMENT_PORT));
    }

    /**
     * The port that this text says.
     *
     * @throws InvalidSettingException if it is neither blank nor a port
     */
    public static ManagementPort of(String text) {
        return new ManagementPort(MANAGEMENT_PORT.read(text));
    }

    /**
     * The error where the server did not start because the system refuses to serve at this port.
     *
     * @param startFailure what the server says of its start, which ends with where it tried to serve
     * @param why the system's reason, e.g. {@code Address already in use}
     * @return empty if it was not this port
     */
    public Optional<UserError> refused(String startFailure, Optional<String> why) {
        return port.filter(number -> startFailure.endsWith(":" + number))
                .map(number -> new UserError(
                        UserError.UNUSABLE,
                        "health and metrics cannot be served at port " + number
                                + why.map(text -> " (" + text + ")").orElse("")
                                + ": set MANAGEMENT_PORT to another port, or to nothing for that of HTTP_PORT"));
    }
}
