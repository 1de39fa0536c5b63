package io.kafkafetch.adapters.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An OAuth server on loopback: {@code /token} gives a client a token that ends soon, by client credentials (RFC 6749,
 * 4.4), and {@code /jwks} has the key that tokens are signed with.
 */
public final class TokenServer implements AutoCloseable {

    /** The client that gets tokens. */
    public static final String CLIENT = "oauth-client";

    /** Its secret. */
    public static final String SECRET = "oauth-canary-6b0c";

    /** How long a token lasts, in seconds. */
    public static final int LIFETIME_S = 4;

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final KeyPair keys;
    private final AtomicInteger given = new AtomicInteger();

    private TokenServer(HttpServer server, KeyPair keys) {
        this.server = server;
        this.keys = keys;
    }

    static TokenServer start() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        TokenServer started = new TokenServer(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
                generator.generateKeyPair());
        started.server.createContext("/token", started::token);
        started.server.createContext("/jwks", started::jwks);
        started.server.start();
        return started;
    }

    /** The URL of {@code /token}. */
    public String tokens() {
        return url("/token");
    }

    /** The URL of {@code /jwks}. */
    public String keySet() {
        return url("/jwks");
    }

    private String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    /** How many tokens it gave so far. */
    public int given() {
        return given.get();
    }

    private void token(HttpExchange exchange) throws IOException {
        String basic = "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(UTF_8));
        if (!basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"error\":\"invalid_client\"}");
            return;
        }
        given.incrementAndGet();
        answer(
                exchange,
                200,
                "{\"access_token\":\"" + jwt() + "\",\"token_type\":\"Bearer\",\"expires_in\":" + LIFETIME_S + "}");
    }

    private String jwt() {
        long now = Instant.now().getEpochSecond();
        String content = text("{\"alg\":\"RS256\",\"kid\":\"one\",\"typ\":\"JWT\"}") + "."
                + text("{\"iss\":\"token-server\",\"sub\":\"" + CLIENT
                        + "\",\"aud\":\"kafka\",\"scope\":\"kafka\",\"iat\":" + now + ",\"exp\":" + (now + LIFETIME_S)
                        + "}");
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(UTF_8));
            return content + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String json) {
        return BASE64.encodeToString(json.getBytes(UTF_8));
    }

    private void jwks(HttpExchange exchange) throws IOException {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        answer(
                exchange,
                200,
                "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"one\",\"alg\":\"RS256\",\"use\":\"sig\",\"n\":\""
                        + number(key.getModulus()) + "\",\"e\":\"" + number(key.getPublicExponent()) + "\"}]}");
    }

    /** Big-endian, without the byte of the sign (RFC 7518, 6.3.1). */
    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
