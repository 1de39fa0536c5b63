package io.kafkafetch.adapters.http.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.pem.PemFile;
import io.kafkafetch.adapters.reread.UnusableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsFilesTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    @TempDir
    static Path shared;

    /** A key and the certificate that it signed itself, as {@code NAME.key} and {@code NAME.crt}; made once for all tests. */
    private KeyStore.PrivateKeyEntry make(String name, String algorithm) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Path kept = shared.resolve(name + "-" + algorithm + ".p12");
        if (Files.exists(kept)) {
            Files.copy(kept, store);
        } else {
            keytool(name, "-genkeypair", "-keyalg", algorithm, "-dname", "CN=" + name, "-validity", "2");
            Files.copy(store, kept);
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        KeyStore.PrivateKeyEntry made = (KeyStore.PrivateKeyEntry)
                keys.getEntry("own", new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
        Files.writeString(
                folder.resolve(name + ".crt"),
                pem("CERTIFICATE", made.getCertificate().getEncoded()));
        Files.writeString(
                folder.resolve(name + ".key"),
                pem("PRIVATE KEY", made.getPrivateKey().getEncoded()));
        return made;
    }

    private void keytool(String name, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-alias", "own", "-keystore", folder.resolve(name + ".p12").toString(), "-storepass", PASSWORD));
        Path said = folder.resolve("keytool.log");
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        assertThat(exit).as(Files.readString(said)).isZero();
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + new String(Base64.getMimeEncoder(64, new byte[] {'\n'}).encode(der), US_ASCII) + "\n-----END " + label
                + "-----\n";
    }

    private TlsFiles files(String certificate, String key) {
        return new TlsFiles(folder.resolve(certificate), folder.resolve(key), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"RSA", "EC", "Ed25519"})
    void aCertificateAndItsKeyAreRead(String algorithm) throws Exception {
        KeyStore.PrivateKeyEntry made = make("one", algorithm);

        TlsKeys read = files("one.crt", "one.key").read();

        assertThat(read.own()).isEqualTo(made.getCertificate());
        assertThat(read.trusted()).isEmpty();
        assertThat(read.keys().getKey("server", new char[0]).getEncoded())
                .isEqualTo(made.getPrivateKey().getEncoded());
        assertThat(read).asString().startsWith("the certificate of CN=one, which ends at ");
        assertThat(read.end())
                .isEqualTo(
                        ((X509Certificate) made.getCertificate()).getNotAfter().toInstant());
    }

    @Test
    void bothMayBeInOneFileWithTextAroundThem() throws Exception {
        make("one", "EC");
        Files.writeString(
                folder.resolve("both.pem"),
                "subject=CN = one\r\n"
                        + Files.readString(folder.resolve("one.key")).replace("\n", "\r\n") + "Bag Attributes: none\n"
                        + Files.readString(folder.resolve("one.crt")));

        assertThat(files("both.pem", "both.pem")
                        .read()
                        .own()
                        .getSubjectX500Principal()
                        .getName())
                .isEqualTo("CN=one");
    }

    @Test
    void aChainIsServedInItsOrderAlone() throws Exception {
        make("ca", "EC");
        make("one", "EC");
        keytool("one", "-certreq", "-file", folder.resolve("one.csr").toString());
        keytool(
                "ca",
                "-gencert",
                "-rfc",
                "-infile",
                folder.resolve("one.csr").toString(),
                "-outfile",
                folder.resolve("one.crt").toString());
        String own = Files.readString(folder.resolve("one.crt"));
        String ca = Files.readString(folder.resolve("ca.crt"));
        Files.writeString(folder.resolve("chain.crt"), own + ca);
        Files.writeString(folder.resolve("strange.crt"), own + own);

        assertThat(files("chain.crt", "one.key").read().keys().getCertificateChain("server"))
                .hasSize(2);
        assertThatThrownBy(() -> files("strange.crt", "one.key").read())
                .hasMessage("the JDK does not take it: Certificate chain is not valid");
    }

    /** PKCS #1 is what PKCS #8 has in its last part, and SEC 1 the same but for the curve that it names itself. */
    @Test
    void olderFormsOfKeysAreRead() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        for (int bits : new int[] {1024, 2048, 3072}) {
            rsa.initialize(bits);
            KeyPair pair = rsa.generateKeyPair();
            byte[] pkcs8 = pair.getPrivate().getEncoded();
            int frame = 26; // SEQUENCE 4, version 3, algorithm 15, OCTET STRING 4
            assertThat(read("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, frame, pkcs8.length)))
                    .isEqualTo(pair.getPrivate());
        }
    }

    private PrivateKey read(String label, byte[] der) throws IOException, UnusableFileException {
        return PemFile.privateKey(Files.writeString(folder.resolve("key.pem"), pem(label, der)));
    }

    private static String frame(String label, String content) {
        return "-----BEGIN " + label + "-----\n" + content + "\n-----END " + label + "-----\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENCRYPTED PRIVATE KEY|AAAA|the private key is in the form ENCRYPTED PRIVATE KEY, expected PRIVATE KEY: convert"
                        + " it by `openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW`",
                "PRIVATE KEY|AAAA|the private key is damaged, or neither of RSA, EC nor EdDSA",
                "EC PRIVATE KEY|AAAA|the private key does not say its curve: convert it by `openssl pkcs8 -topk8 -nocrypt -in"
                        + " KEY -out NEW`",
                "PRIVATE KEY|A|the block PRIVATE KEY in it is damaged",
                "CERTIFICATE|AAAA|expected a private key in PEM: -----BEGIN PRIVATE KEY-----"
            })
    void aKeyThatCannotBeUsedIsNamed(String label, String content, String problem) throws Exception {
        make("one", "EC");
        Files.writeString(folder.resolve("wrong.key"), frame(label, content));

        assertThatThrownBy(() -> files("one.crt", "wrong.key").read())
                .isInstanceOfSatisfying(
                        UnusableFileException.class,
                        wrong -> assertThat(wrong.file()).isEqualTo(folder.resolve("wrong.key")))
                .hasMessage(problem);
    }

    @Test
    void aCertificateThatCannotBeUsedIsNamed() throws Exception {
        make("one", "EC");
        make("rsa", "RSA");
        make("other", "EC");
        assertThatThrownBy(() -> files("other.crt", "one.key").read())
                .hasMessage("it is not the key of the certificate in " + folder.resolve("other.crt"));
        assertThatThrownBy(() -> files("rsa.crt", "one.key").read())
                .hasMessage("it is not the key of the certificate in " + folder.resolve("rsa.crt"));
        assertThatThrownBy(() -> files("one.key", "one.key").read())
                .hasMessage("expected a certificate in PEM: -----BEGIN CERTIFICATE-----");
        assertThatThrownBy(() -> files("none.crt", "one.key").read())
                .hasMessage("cannot be read (NoSuchFileException)");
        Files.writeString(folder.resolve("damaged.crt"), pem("CERTIFICATE", new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> files("damaged.crt", "one.key").read()).hasMessage("a certificate in it is damaged");
    }

    @Test
    void callersCasAreTrusted() throws Exception {
        make("one", "EC");
        make("ca", "EC");
        TlsFiles files = new TlsFiles(
                folder.resolve("one.crt"), folder.resolve("one.key"), Optional.of(folder.resolve("ca.crt")));

        assertThat(files.read().trusted().orElseThrow().getCertificate("ca-0"))
                .asString()
                .contains("CN=ca");
        assertThat(files.all()).hasSize(3);
    }
}
