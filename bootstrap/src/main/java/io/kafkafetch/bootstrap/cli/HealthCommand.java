package io.kafkafetch.bootstrap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.console.JsonOutline;
import io.kafkafetch.bootstrap.config.http.ManagementPort;
import io.kafkafetch.bootstrap.config.http.ServerAddress;
import io.kafkafetch.bootstrap.process.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Asks the service on this machine how it is, for health checks where there is no curl. Starts no framework and no
 * client that takes long to start: a container runs this every few seconds.
 */
@Command(
        name = "health",
        header = "Ask the service that runs on this machine whether it is healthy.%n",
        description = {
            "Finds it by the settings of `run`: MANAGEMENT_PORT, or else HTTP_PORT, at HTTP_HOST.",
            "Prints what it answers, for people or as JSON. Exit code 0 if it is up, 1 if it is not, or does not answer."
        },
        footer = {
            "Examples:",
            "  kafka-fetch health                # does it work? assigned, committing, ...",
            "  kafka-fetch health --liveness     # would a restart help?",
            "  kafka-fetch health --format json  # for programs"
        })
final class HealthCommand implements Callable<Integer> {

    private static final int UP = 0;
    private static final int NOT_UP = 1;

    /** Longest to connect, and longest silence while it answers. */
    private static final int TIMEOUT_MILLIS = 3_000;

    /** More of an answer is not read. */
    private static final int MAX_ANSWER_BYTES = 1 << 16;

    private final Map<String, String> environment;

    @Option(
            names = "--liveness",
            description = "Whether its threads make progress, whatever the state of the cluster. Without: whether it"
                    + " does its work.")
    private boolean liveness;

    /** How the answer is printed. */
    private enum Format {
        TEXT,
        JSON
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text: for people. json: as the service says it (${DEFAULT-VALUE}).",
            defaultValue = "text")
    private Format format = Format.TEXT;

    @Spec
    private @Nullable CommandSpec spec;

    HealthCommand() {
        this(System.getenv());
    }

    HealthCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        URI asked = uri();
        try {
            HttpURLConnection connection = (HttpURLConnection) asked.toURL().openConnection(Proxy.NO_PROXY);
            if (connection instanceof HttpsURLConnection secure) {
                OwnCertificate.of(Path.of(certificate().orElseThrow())).trust(secure);
            }
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            boolean up = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            say(shown(text(up ? connection.getInputStream() : connection.getErrorStream())));
            return up ? UP : NOT_UP;
        } catch (IOException | GeneralSecurityException failure) {
            say(asked + ": " + failure.getMessage());
            return NOT_UP;
        }
    }

    private Optional<String> certificate() {
        return Optional.ofNullable(environment.get("HTTP_TLS_CERT")).filter(file -> !file.isBlank());
    }

    private URI uri() {
        String host = environment.getOrDefault("HTTP_HOST", "127.0.0.1");
        ManagementPort management = ManagementPort.of(environment.getOrDefault("MANAGEMENT_PORT", ""));
        ServerAddress address = ServerAddress.of(
                host,
                management.port().map(String::valueOf).orElseGet(() -> environment.getOrDefault("HTTP_PORT", "8080")));
        if (address.port() < 1) {
            throw new UserError(
                    UserError.USAGE, "the service is at any free port: give it one, by HTTP_PORT or MANAGEMENT_PORT");
        }
        return address.here(
                certificate().isPresent() ? "https" : "http", "/health/" + (liveness ? "liveness" : "readiness"));
    }

    /** What is no JSON, as of a proxy, is shown as it is. */
    private String shown(String answer) {
        return switch (format) {
            case TEXT ->
                JsonOutline.of("kafka-fetch", answer)
                        .map(lines -> String.join(System.lineSeparator(), lines))
                        .orElse(answer);
            case JSON -> answer;
        };
    }

    private static String text(@Nullable InputStream answer) throws IOException {
        if (answer == null) {
            return "";
        }
        try (answer) {
            return new String(answer.readNBytes(MAX_ANSWER_BYTES), UTF_8);
        }
    }

    private void say(String answer) {
        if (spec != null) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(answer);
            out.flush();
        }
    }
}
