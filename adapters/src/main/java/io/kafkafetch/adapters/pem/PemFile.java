package io.kafkafetch.adapters.pem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.kafkafetch.adapters.reread.UnusableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** What is in a file in {@link Pem}. Pure functions of the file. */
public final class PemFile {

    private PemFile() {}

    /** All certificates. @throws UnusableFileException if there is none, or it cannot be read */
    public static List<X509Certificate> certificates(Path file) throws UnusableFileException {
        try {
            return Pem.of(text(file)).certificates();
        } catch (UnusablePemException unusable) {
            throw new UnusableFileException(file, String.valueOf(unusable.getMessage()));
        }
    }

    /** The first private key. @throws UnusableFileException if there is none, or it cannot be read or used */
    public static PrivateKey privateKey(Path file) throws UnusableFileException {
        try {
            return Pem.of(text(file))
                    .privateKey()
                    .orElseThrow(() ->
                            new UnusablePemException("expected a private key in PEM: -----BEGIN PRIVATE KEY-----"));
        } catch (UnusablePemException unusable) {
            throw new UnusableFileException(file, String.valueOf(unusable.getMessage()));
        }
    }

    private static String text(Path file) throws UnusableFileException {
        try {
            return Files.readString(file, ISO_8859_1); // text around the blocks may be in anything
        } catch (IOException unreadable) {
            throw new UnusableFileException(
                    file, "cannot be read (" + unreadable.getClass().getSimpleName() + ")");
        }
    }
}
