package io.kafkafetch.bootstrap.oidc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * An OpenID provider on loopback, as strict as a real one: a code is of use once, for the client that asked for it, with its
 * secret, its redirect address and its verifier. It knows one person, who is signed in already. Any thread may steer it.
 */
public final class IdentityProvider implements AutoCloseable {

    public static final String CLIENT = "kafka-fetch";
    public static final String AUDIENCE = "logins-api";

    /** With characters that a form has to encode. */
    public static final String SECRET = "oidc-canary 5d2f+&:%";

    /** The one person. */
    public static final String PERSON = "248289761001";

    /** How it answers. */
    public enum Mood {
        WELL,
        /** It takes connections, and answers a byte every 100 ms. */
        SLOWLY,
        WITH_GARBAGE,
        WITH_A_MEGABYTE,
        WITH_ANOTHER_ISSUER,
        WITH_STATUS_500,
        /** Its addresses are not of loopback, and without TLS. */
        ELSEWHERE
    }

    private record Code(Map<String, String> asked) {}

    private final int port;
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final AtomicInteger keyReads = new AtomicInteger();
    private volatile HttpServer server;
    private volatile ExecutorService threads;
    private volatile Mood mood = Mood.WELL;
    private volatile RSAKey key = newKey();
    private volatile List<String> roles = List.of("viewers");
    private volatile boolean denies;
    private volatile UnaryOperator<JWTClaimsSet.Builder> idTokens = UnaryOperator.identity();

    private IdentityProvider() throws IOException {
        listen(0);
        port = server.getAddress().getPort();
    }

    public static IdentityProvider start() throws IOException {
        return new IdentityProvider();
    }

    private void listen(int wanted) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 50);
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/.well-known/openid-configuration", this::discovery);
        server.createContext("/keys", this::keys);
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
    }

    /** Another site than {@code 127.0.0.1} is, for a browser. */
    public String issuer() {
        return "http://localhost:" + port;
    }

    public void answers(Mood how) {
        mood = how;
    }

    /** The person's roles from now on. */
    public void rolesAre(String... names) {
        roles = List.of(names);
    }

    /** Refuses to sign anybody in from now on. */
    public void denies() {
        denies = true;
    }

    /** Its ID tokens are otherwise from now on. */
    public void idTokensAre(UnaryOperator<JWTClaimsSet.Builder> changed) {
        idTokens = changed;
    }

    /** Signs with a new key from now on, and forgets the one before. */
    public void rotates() {
        key = newKey();
    }

    /** How often its keys were asked for. */
    public int keyReads() {
        return keyReads.get();
    }

    /** The key it signs with. */
    public RSAKey key() {
        return key;
    }

    public static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a process that stops. */
    public void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** At the same port again. */
    public void restart() throws IOException {
        listen(port);
    }

    @Override
    public void close() {
        stop();
    }

    // ---- tokens

    /** The claims of an access token that is in order, of this caller with these roles. */
    public JWTClaimsSet.Builder claims(String caller, String... callersRoles) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(caller)
                .audience(AUDIENCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("realm_access", Map.of("roles", List.of(callersRoles)));
    }

    /** Such a token. */
    public String accessToken(String caller, String... callersRoles) {
        return signed(claims(caller, callersRoles).build(), key, "at+jwt");
    }

    public static String signed(JWTClaimsSet claims, RSAKey with, String type) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(with.getKeyID())
                        .type(new JOSEObjectType(type))
                        .build(),
                claims);
        try {
            token.sign(new RSASSASigner(with));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    // ---- what it serves

    private void discovery(HttpExchange exchange) throws IOException {
        String issuer = mood == Mood.WITH_ANOTHER_ISSUER ? issuer() + "/" : issuer();
        String base = mood == Mood.ELSEWHERE ? "http://0.0.0.0:" + port : issuer();
        answerInMood(
                exchange,
                "{\"issuer\":\"" + issuer + "\",\"authorization_endpoint\":\"" + base
                        + "/authorize\",\"token_endpoint\":\"" + base + "/token\",\"jwks_uri\":\"" + base + "/keys\"}");
    }

    private void keys(HttpExchange exchange) throws IOException {
        keyReads.incrementAndGet();
        answerInMood(exchange, new JWKSet(key.toPublicJWK()).toString());
    }

    private void answerInMood(HttpExchange exchange, String json) throws IOException {
        switch (mood) {
            case WELL, WITH_ANOTHER_ISSUER, ELSEWHERE -> answer(exchange, 200, "application/json", json);
            case WITH_STATUS_500 -> answer(exchange, 500, "application/json", json);
            case WITH_GARBAGE -> answer(exchange, 200, "text/html", "<html>Welcome to the hotel's network</html>");
            case WITH_A_MEGABYTE ->
                answer(
                        exchange,
                        200,
                        "application/json",
                        json.replaceFirst("\\{", "{\"x\":\"" + "x".repeat(1 << 20) + "\","));
            case SLOWLY -> drip(exchange, json);
        }
    }

    private static void drip(HttpExchange exchange, String json) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (exchange) {
            for (byte one : json.getBytes(UTF_8)) {
                exchange.getResponseBody().write(one);
                exchange.getResponseBody().flush();
                Thread.sleep(100);
            }
        } catch (InterruptedException stops) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends the browser back with a code, at once or, if it is asked to, once the person has said again who he is. */
    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
        if (!CLIENT.equals(asked.get("client_id"))
                || !"code".equals(asked.get("response_type"))
                || !"S256".equals(asked.get("code_challenge_method"))
                || !requireNonNullElse(asked.get("redirect_uri"), "")
                        .matches("http://127\\.0\\.0\\.1:\\d+/sign-in/oidc")) {
            answer(exchange, 400, "text/html", "<h1>Bad request</h1>");
            return;
        }
        if (asked.containsKey("prompt") && !asked.containsKey("said")) {
            answer(
                    exchange,
                    200,
                    "text/html",
                    "<!doctype html><title>Provider</title><link rel=icon href=\"data:,\"><a href=\"?"
                            + exchange.getRequestURI().getRawQuery().replace("&", "&amp;")
                            + "&amp;said=so\">It is me</a>");
            return;
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, new Code(asked));
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        asked.get("redirect_uri") + "?state=" + asked.get("state")
                                + (denies ? "&error=access_denied&error_description=No" : "&code=" + code));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                parameters(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        if (!isClient(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "application/json", "{\"error\":\"invalid_client\"}");
            return;
        }
        Code code = codes.remove(requireNonNullElse(form.get("code"), ""));
        if (code == null
                || !"authorization_code".equals(form.get("grant_type"))
                || !challenge(requireNonNullElse(form.get("code_verifier"), ""))
                        .equals(code.asked().get("code_challenge"))
                || !requireNonNullElse(form.get("redirect_uri"), "")
                        .equals(code.asked().get("redirect_uri"))) {
            answer(exchange, 400, "application/json", "{\"error\":\"invalid_grant\"}");
            return;
        }
        JWTClaimsSet claims = idTokens.apply(claims(PERSON, roles.toArray(String[]::new))
                        .audience(CLIENT)
                        .claim("nonce", code.asked().get("nonce")))
                .build();
        answer(
                exchange,
                200,
                "application/json",
                "{\"access_token\":\"opaque\",\"token_type\":\"Bearer\",\"id_token\":\"" + signed(claims, key, "JWT")
                        + "\"}");
    }

    private static boolean isClient(String authorization) {
        String pair = new String(
                Base64.getDecoder().decode(requireNonNullElse(authorization, "").replaceFirst("Basic ", "")), UTF_8);
        String[] parts = pair.split(":", 2);
        return parts.length == 2
                && URLDecoder.decode(parts[0], UTF_8).equals(CLIENT)
                && URLDecoder.decode(parts[1], UTF_8).equals(SECRET);
    }

    private static String challenge(String verifier) {
        try {
            return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII)))
                    .toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of a query or of a form. */
    static Map<String, String> parameters(String text) {
        return Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8), (one, other) -> one));
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
