package io.kafkafetch.adapters.pem;

import io.kafkafetch.adapters.reread.UnusableFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/** Files in {@link Pem} as the JDK's TLS wants them: stores in memory, without a password. Pure functions of the files. */
public final class PemStores {

    private PemStores() {}

    /** A store of nothing. @throws GeneralSecurityException if the JDK has no such stores */
    public static KeyStore empty() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) { // there is no stream
            throw new IllegalStateException(e);
        }
        return store;
    }

    /**
     * A store of what one shows to others.
     *
     * @param alias of the entry
     * @param certificate with the chain behind it
     * @param key of the first certificate; may be in the same file
     * @throws UnusableFileException if one of them cannot be read, or the key is not that of the certificate
     * @throws GeneralSecurityException if the JDK does not take them
     */
    public static KeyStore ofKey(String alias, Path certificate, Path key)
            throws UnusableFileException, GeneralSecurityException {
        List<X509Certificate> chain = PemFile.certificates(certificate);
        PrivateKey own = PemFile.privateKey(key);
        if (!belongs(own, chain.getFirst())) {
            throw new UnusableFileException(key, "it is not the key of the certificate in " + certificate);
        }
        KeyStore store = empty();
        store.setKeyEntry(alias, own, new char[0], chain.toArray(X509Certificate[]::new));
        return store;
    }

    /** Whether what the key signs is found right by the certificate. */
    private static boolean belongs(PrivateKey key, X509Certificate certificate) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            byte[] signed = {1, 2, 3};
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(signed);
            byte[] found = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(signed);
            return signature.verify(found);
        } catch (GeneralSecurityException ofAnotherAlgorithm) {
            return false;
        }
    }
}
