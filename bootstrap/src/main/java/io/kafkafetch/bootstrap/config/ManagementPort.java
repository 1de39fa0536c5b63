package io.kafkafetch.bootstrap.config;

import static io.kafkafetch.bootstrap.process.InvalidSettingException.require;

import io.kafkafetch.bootstrap.process.UserError;
import java.util.Optional;

/**
 * A port for health and metrics alone, so that they need not be reachable where logins are posted. Micronaut opens it
 * beside the server's own, at the same host.
 *
 * @param port 1 to 65,535; empty where they are served beside the rest
 */
public record ManagementPort(Optional<Integer> port) {

    private static final int GREATEST = 65_535;
    private static final String PORTS = "a port from 1 to " + GREATEST + ", or nothing for that of HTTP_PORT";

    /**
     * The port that this text says.
     *
     * @throws InvalidSettingException if it is neither blank nor a port
     */
    public static ManagementPort of(String text) {
        String port = text.strip();
        if (port.isEmpty()) {
            return new ManagementPort(Optional.empty());
        }
        int number = port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0;
        require(number >= 1 && number <= GREATEST, "MANAGEMENT_PORT", text, PORTS);
        return new ManagementPort(Optional.of(number));
    }

    /**
     * What is told where the server did not start because the system refuses to serve at this port.
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
