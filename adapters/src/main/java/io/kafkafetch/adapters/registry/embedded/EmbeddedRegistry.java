package io.kafkafetch.adapters.registry.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.kafkafetch.adapters.registry.SchemaType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * A registry at loopback. Ids are counted from 1; a text that is registered again, with the same references, has the id
 * that it had. It never looks into a schema. Any thread may steer it.
 */
public final class EmbeddedRegistry implements AutoCloseable {

    /** How it answers. */
    public enum Mood {
        WELL,
        /** It sends the begin of an answer, and nothing more until it is in another mood. */
        STALLING,
        WITH_STATUS_429,
        WITH_STATUS_500,
        /** As a web server that is no registry. */
        WITH_A_PAGE_NOT_FOUND,
        /** As a registry does to a path that is none of its own. */
        WITH_NO_SUCH_PATH,
        WITH_GARBAGE,
        /** More than anybody reads. */
        WITH_TOO_MUCH,
        REDIRECTING,
        /** It closes each connection. */
        HANGING_UP
    }

    /** A schema, and the name by which another refers to it. */
    public record Reference(String name, String subject, int version) {}

    /** What a schema was registered as. */
    public record Registered(String subject, int version, int id, UUID guid) {}

    private record Entry(
            Registered as, SchemaType type, String text, Optional<String> descriptor, List<Reference> references) {}

    private static final int MUCH = 17 << 20;

    private final Optional<SSLContext> tls;
    private final boolean wantsCertificates;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final Object moods = new Object();
    private final int port;
    private volatile String prefix = "";
    private volatile boolean knowsGuids = true;
    private volatile int ofDescriptors = 200;
    private volatile Optional<String> authorization = Optional.empty();
    private volatile Mood mood = Mood.WELL;
    private volatile HttpServer server;
    private volatile ExecutorService threads;

    private EmbeddedRegistry(Optional<SSLContext> tls, boolean wantsCertificates) throws IOException {
        this.tls = tls;
        this.wantsCertificates = wantsCertificates;
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        this.server = listening(0);
        this.port = server.getAddress().getPort();
    }

    /** Over HTTP, at a free port. */
    public static EmbeddedRegistry start() throws IOException {
        return new EmbeddedRegistry(Optional.empty(), false);
    }

    /**
     * Over HTTPS, at a free port.
     *
     * @param wantsCertificates whether it serves none that shows no certificate
     */
    public static EmbeddedRegistry start(SSLContext tls, boolean wantsCertificates) throws IOException {
        return new EmbeddedRegistry(Optional.of(tls), wantsCertificates);
    }

    private HttpServer listening(int at) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), at);
        HttpServer made;
        if (tls.isPresent()) {
            HttpsServer secured = HttpsServer.create(address, 0);
            secured.setHttpsConfigurator(new HttpsConfigurator(tls.get()) {
                @Override
                public void configure(HttpsParameters connection) {
                    SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
                    parameters.setNeedClientAuth(wantsCertificates);
                    connection.setSSLParameters(parameters);
                }
            });
            made = secured;
        } else {
            made = HttpServer.create(address, 0);
        }
        made.setExecutor(threads);
        made.createContext("/", this::handle);
        made.start();
        return made;
    }

    // ---- what is in it

    /** Registers a schema as the next version of this subject. */
    public Registered register(SchemaType type, String subject, String text, Reference... references) {
        return register(type, subject, text, Optional.empty(), references);
    }

    /**
     * Registers one of Protobuf.
     *
     * @param descriptor a {@code FileDescriptorProto} in Base64, which is answered where it is asked for
     */
    public Registered registerProtobuf(String subject, String text, String descriptor, Reference... references) {
        return register(SchemaType.PROTOBUF, subject, text, Optional.of(descriptor), references);
    }

    private synchronized Registered register(
            SchemaType type, String subject, String text, Optional<String> descriptor, Reference... references) {
        List<Reference> all = List.of(references);
        int version = 1
                + (int) entries.stream()
                        .filter(entry -> entry.as().subject().equals(subject))
                        .count();
        int id = entries.stream()
                .filter(entry -> entry.type() == type
                        && entry.text().equals(text)
                        && entry.references().equals(all))
                .map(entry -> entry.as().id())
                .findFirst()
                .orElseGet(() -> 1
                        + entries.stream()
                                .mapToInt(entry -> entry.as().id())
                                .max()
                                .orElse(0));
        UUID guid = UUID.nameUUIDFromBytes((type + text + all).getBytes(UTF_8));
        Registered as = new Registered(subject, version, id, guid);
        entries.add(new Entry(as, type, text, descriptor, all));
        return as;
    }

    // ---- how it behaves

    public void mood(Mood next) {
        synchronized (moods) {
            mood = next;
            moods.notifyAll();
        }
    }

    /** Wants this name and password from now on. */
    public void wantBasic(String name, String password) {
        authorization =
                Optional.of("Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8)));
    }

    /** Wants this token from now on. */
    public void wantBearer(String token) {
        authorization = Optional.of("Bearer " + token);
    }

    /** Answers below this path alone from now on, such as {@code /apis/ccompat/v7}. */
    public void below(String path) {
        prefix = path;
    }

    /** Is an older one from now on, which knows no GUIDs. */
    public void withoutGuids() {
        knowsGuids = false;
    }

    /** Answers so from now on where a descriptor is asked for; 200 with the text if it does not know what that is. */
    public void withoutDescriptors(int status) {
        ofDescriptors = status;
        entries.replaceAll(
                entry -> new Entry(entry.as(), entry.type(), entry.text(), Optional.empty(), entry.references()));
    }

    // ---- what it was asked

    /** Its address. */
    public URI url() {
        return URI.create((tls.isPresent() ? "https" : "http") + "://localhost:" + port + prefix);
    }

    /** Paths and queries that were asked for, in their order. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** What was sent as {@code Authorization}, in the order of requests; empty where nothing was. */
    public List<String> shown() {
        return List.copyOf(shown);
    }

    /** Ends all connections, and takes no others. */
    public void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** At the same port again, with the same schemas. */
    public void restart() throws IOException {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server = listening(port);
    }

    @Override
    public void close() {
        stop();
    }

    // ---- what it answers

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI asked = exchange.getRequestURI();
            requests.add(asked.toString());
            String header = exchange.getRequestHeaders().getFirst("Authorization");
            shown.add(header == null ? "" : header);
            switch (mood) {
                case WELL -> answer(exchange, asked, header == null ? "" : header);
                case STALLING -> stall(exchange);
                case WITH_STATUS_429 -> error(exchange, 429, 42_901, "Too many requests");
                case WITH_STATUS_500 -> error(exchange, 500, 50_001, "Error in the backend\ndata store");
                case WITH_A_PAGE_NOT_FOUND -> send(exchange, 404, "text/html", "<h1>Not Found</h1>");
                case WITH_NO_SUCH_PATH -> error(exchange, 404, 404, "HTTP 404 Not Found");
                case WITH_GARBAGE -> send(exchange, 200, "text/html", "<html>Welcome to the hotel's network</html>");
                case WITH_TOO_MUCH ->
                    send(exchange, 200, "application/json", "{\"schema\":\"" + "x".repeat(MUCH) + "\"}");
                case REDIRECTING -> {
                    exchange.getResponseHeaders().set("Location", "https://elsewhere.example/secret?token=x");
                    exchange.sendResponseHeaders(302, -1);
                }
                case HANGING_UP -> {} // closes it without an answer
            }
        }
    }

    private void stall(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        synchronized (moods) {
            try {
                while (mood == Mood.STALLING) {
                    moods.wait();
                }
            } catch (InterruptedException stops) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void answer(HttpExchange exchange, URI asked, String header) throws IOException {
        if (authorization.isPresent() && !authorization.get().equals(header)) {
            error(exchange, 401, 40_101, "Unauthorized");
            return;
        }
        List<String> path = new ArrayList<>();
        if (asked.getRawPath().startsWith(prefix + "/")) {
            for (String part : asked.getRawPath().substring(prefix.length() + 1).split("/", -1)) {
                path.add(URLDecoder.decode(part.replace("+", "%2B"), UTF_8));
            }
        }
        String query = asked.getRawQuery() == null ? "" : asked.getRawQuery();
        boolean asksForDescriptor = List.of(query.split("&", -1)).contains("format=serialized");
        String kind = path.size() < 2 ? "" : path.get(0) + "/" + path.get(1);
        if (kind.equals("schemas/types") && path.size() == 2) {
            send(exchange, 200, "application/json", "[\"AVRO\",\"JSON\",\"PROTOBUF\"]");
        } else if (kind.equals("schemas/ids") && path.size() == 3) {
            schema(
                    exchange,
                    asksForDescriptor,
                    found(entry -> String.valueOf(entry.as().id()).equals(path.get(2))));
        } else if (kind.equals("schemas/guids") && path.size() == 3 && knowsGuids) {
            schema(
                    exchange,
                    asksForDescriptor,
                    found(entry -> entry.as().guid().toString().equals(path.get(2))));
        } else if (path.size() == 4
                && path.get(0).equals("subjects")
                && path.get(2).equals("versions")) {
            version(exchange, asksForDescriptor, path.get(1), path.get(3));
        } else {
            error(exchange, 404, 404, "HTTP 404 Not Found");
        }
    }

    private Optional<Entry> found(Predicate<Entry> wanted) {
        return entries.stream().filter(wanted).findFirst();
    }

    private void schema(HttpExchange exchange, boolean asksForDescriptor, Optional<Entry> entry) throws IOException {
        if (entry.isEmpty()) {
            error(exchange, 404, 40_403, "Schema not found");
        } else if (asksForDescriptor && ofDescriptors != 200) {
            error(exchange, ofDescriptors, ofDescriptors, "format");
        } else {
            send(
                    exchange,
                    200,
                    "application/vnd.schemaregistry.v1+json",
                    "{" + members(entry.get(), asksForDescriptor) + "}");
        }
    }

    private void version(HttpExchange exchange, boolean asksForDescriptor, String subject, String version)
            throws IOException {
        List<Entry> versions = entries.stream()
                .filter(entry -> entry.as().subject().equals(subject))
                .toList();
        Optional<Entry> entry = versions.stream()
                .filter(each -> version.equals("latest")
                        ? each.equals(versions.getLast())
                        : version.equals(String.valueOf(each.as().version())))
                .findFirst();
        if (versions.isEmpty()) {
            error(exchange, 404, 40_401, "Subject '" + subject + "' not found.");
        } else if (entry.isEmpty()) {
            error(exchange, 404, 40_402, "Version " + version + " not found.");
        } else if (asksForDescriptor && ofDescriptors != 200) {
            error(exchange, ofDescriptors, ofDescriptors, "format");
        } else {
            Registered as = entry.get().as();
            send(
                    exchange,
                    200,
                    "application/vnd.schemaregistry.v1+json",
                    "{\"subject\":" + quoted(subject) + ",\"version\":" + as.version() + ",\"id\":" + as.id() + ","
                            + members(entry.get(), asksForDescriptor) + "}");
        }
    }

    private static String members(Entry entry, boolean asksForDescriptor) {
        String text = asksForDescriptor ? entry.descriptor().orElse(entry.text()) : entry.text();
        String type = entry.type() == SchemaType.AVRO
                ? ""
                : ",\"schemaType\":" + quoted(entry.type().name());
        String references = entry.references().isEmpty()
                ? ""
                : ",\"references\":["
                        + entry.references().stream()
                                .map(reference -> "{\"name\":" + quoted(reference.name()) + ",\"subject\":"
                                        + quoted(reference.subject()) + ",\"version\":" + reference.version() + "}")
                                .collect(Collectors.joining(","))
                        + "]";
        return "\"schema\":" + quoted(text) + type + references + ",\"guid\":"
                + quoted(entry.as().guid().toString());
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static void error(HttpExchange exchange, int status, int code, String message) throws IOException {
        send(
                exchange,
                status,
                "application/vnd.schemaregistry.v1+json",
                "{\"error_code\":" + code + ",\"message\":" + quoted(message) + "}");
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
