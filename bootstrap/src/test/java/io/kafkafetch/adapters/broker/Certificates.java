package io.kafkafetch.adapters.broker;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A CA, the certificates of a server and of a client that it signed, and a CA that signed neither; made by the JDK's
 * {@code keytool} in this folder.
 */
public record Certificates(Path folder) {

    /** Of every key store and trust store; no part of it is in any other text. */
    public static final String PASSWORD = "store-canary-51c7";

    /** The common name of the client's certificate. */
    public static final String CLIENT = "mtls-client";

    private static final String ALL = "all.p12";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /** Makes all of them, which takes a second or two. */
    public static Certificates make(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Certificates made = new Certificates(folder);
        made.keytool(ALL, "ca", "-dname", "CN=kafka-fetch test CA", "-ext", "bc:c");
        made.keytool("other.p12", "ca", "-dname", "CN=another CA", "-ext", "bc:c");
        made.issue("first");
        return made;
    }

    /** Puts new keys and certificates of the same CA, for server and client, into the same files. */
    public void renew() throws IOException, InterruptedException, GeneralSecurityException {
        issue("renewed");
    }

    private void issue(String which) throws IOException, InterruptedException, GeneralSecurityException {
        String server = "server-" + which;
        String client = "client-" + which;
        keytool(ALL, server, "-signer", "ca", "-dname", "CN=server", "-ext", "SAN=dns:localhost,ip:127.0.0.1");
        keytool(ALL, client, "-signer", "ca", "-dname", "CN=" + CLIENT);
        split(Map.of("server", server, "client", client));
    }

    /** PKCS #12, the CA of the broker. */
    public Path trustStore() {
        return folder.resolve("trust.p12");
    }

    /** PEM, the CA of the broker. */
    public Path trustedPem() {
        return folder.resolve("trust.pem");
    }

    /** PEM, a CA that signed nothing here. */
    public Path otherPem() {
        return folder.resolve("other.pem");
    }

    /** PKCS #12, the client's key and its certificate. */
    public Path clientStore() {
        return folder.resolve("client.p12");
    }

    /** PEM, the client's key and its certificate. */
    public Path clientPem() {
        return folder.resolve("client.pem");
    }

    /** PEM, the key and the certificate of the broker, or of a server at {@code localhost}. */
    public Path serverPem() {
        return folder.resolve("server.pem");
    }

    Path serverStore() {
        return folder.resolve("server.p12");
    }

    /** Deletes all files; to be called when nobody uses them any more. */
    void delete() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keytool(String store, String alias, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve(store).toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(more));
        Path said = folder.resolve("keytool.log");
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("keytool: " + Files.readString(said));
        }
    }

    /** @param own alias of the key and certificate in the files of each name */
    private void split(Map<String, String> own) throws IOException, GeneralSecurityException {
        KeyStore all = load(ALL);
        Certificate ca = all.getCertificate("ca");
        KeyStore trust = empty();
        trust.setCertificateEntry("ca", ca);
        store(trust, trustStore());
        Files.writeString(trustedPem(), pem(ca));
        Files.writeString(otherPem(), pem(load("other.p12").getCertificate("ca")));
        for (Map.Entry<String, String> each : own.entrySet()) {
            String name = each.getKey();
            String alias = each.getValue();
            Key key = all.getKey(alias, PASSWORD.toCharArray());
            Certificate[] chain = all.getCertificateChain(alias);
            KeyStore store = empty();
            store.setKeyEntry(name, key, PASSWORD.toCharArray(), chain);
            store(store, folder.resolve(name + ".p12"));
            Files.writeString(
                    folder.resolve(name + ".pem"), pem("PRIVATE KEY", key.getEncoded()) + pem(chain[0]) + pem(ca));
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private KeyStore load(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(folder.resolve(name))) {
            store.load(file, PASSWORD.toCharArray());
        }
        return store;
    }

    private static void store(KeyStore store, Path file) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private static String pem(Certificate certificate) throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN " + what + "-----\n" + new String(LINES.encode(encoded), US_ASCII) + "\n-----END " + what
                + "-----\n";
    }
}
