package io.kafkafetch.adapters.payload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.kafkafetch.adapters.payload.OpeningKey.UnopenedException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {

    private static final String EXPECTED =
            "a public key, of RSA from 2048 bits or of the curve P-256, P-384 or P-521, as"
                    + " PEM (BEGIN PUBLIC KEY) or JWK";

    /** Of a curve that JOSE knows and the JDK does not; any point. */
    private static final String SECP256K1 =
            "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7"
                    + "Tu6KPAqv7D4\",\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter22",
                "{}",
                "[]",
                "{\"kty\":\"RSA\",\"n\":\"hunter22\"}",
                "-----BEGIN PUBLIC KEY-----\nhunter22\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\n!\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\nhunter22"
            })
    void whatIsNoKeyIsRefusedWithoutAWordOfIt(String text) {
        for (Function<String, Object> read : List.<Function<String, Object>>of(SealingKey::read, OpeningKey::read)) {
            assertThatThrownBy(() -> read.apply(text))
                    .isInstanceOf(UnusableKeyException.class)
                    .hasNoCause()
                    .message()
                    .startsWith("a p")
                    .doesNotContain("hunter22");
        }
    }

    @Test
    void aPublicKeyThatCannotBeUsedIsNamed() throws Exception {
        KeyPairGenerator weak = KeyPairGenerator.getInstance("RSA");
        weak.initialize(1024);
        refused(Keys.pem("weak", weak.generateKeyPair()).publicText(), EXPECTED);
        refused(
                Keys.pem("Ed25519", KeyPairGenerator.getInstance("Ed25519").generateKeyPair())
                        .publicText(),
                EXPECTED);
        refused(SECP256K1, EXPECTED);
        refused(new OctetSequenceKeyGenerator(256).generate().toJSONString(), EXPECTED);
        refused(
                new RSAKeyGenerator(2048)
                        .keyUse(KeyUse.SIGNATURE)
                        .generate()
                        .toPublicJWK()
                        .toJSONString(),
                EXPECTED + "; it is a JWK for signatures (\"use\":\"sig\")");
        refused(
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
                EXPECTED + "; it is PEM that begins with BEGIN CERTIFICATE");
    }

    @Test
    void aPrivateKeyIsNoPublicOneAndTheOtherWayRound() {
        refused(Keys.rsa().privateText(), EXPECTED + "; it is PEM that begins with BEGIN PRIVATE KEY");
        refused(
                Keys.rsaJwk().privateText(),
                EXPECTED + "; it is a private key, which belongs where dead letters are read");
        assertThatThrownBy(() -> OpeningKey.read(Keys.rsa().publicText()))
                .hasMessageEndingWith("; it is PEM that begins with BEGIN PUBLIC KEY");
        assertThatThrownBy(() -> OpeningKey.read(Keys.rsaJwk().publicText())).isInstanceOf(UnusableKeyException.class);
        assertThatThrownBy(() -> OpeningKey.read(Keys.ecJwk().publicText())).isInstanceOf(UnusableKeyException.class);
    }

    @Test
    void theIdIsThatOfTheJwkOrItsThumbprint() {
        assertThat(SealingKey.read(Keys.rsaJwk().publicText()).id()).isEqualTo("dlq-2026");
        Keys keys = Keys.rsa();
        assertThat(SealingKey.read(keys.publicText()).id())
                .hasSize(43)
                .isEqualTo(SealingKey.read(keys.publicText()).id())
                .isNotEqualTo(SealingKey.read(Keys.rsa().publicText()).id());
    }

    /** PKCS #1, which is what PKCS #8 has in its last part; and other blocks before the key, as openssl writes them. */
    @Test
    void aKeyInAnOlderFormOpens() throws Exception {
        KeyPair pair = new RSAKeyGenerator(2048).generate().toKeyPair();
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        String older = Keys.pem("EC PARAMETERS", new byte[] {6, 1, 1})
                + Keys.pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length));
        byte[] sealed = SealingKey.read(Keys.pem("RSA", pair).publicText()).seal("login".getBytes(US_ASCII));

        assertThat(OpeningKey.read(older).open(sealed)).asString(US_ASCII).isEqualTo("login");
    }

    @Test
    void aPrivateKeyThatCannotDecryptIsNamed() throws Exception {
        String expected = "a private key of RSA or EC without a password, as PEM (BEGIN PRIVATE KEY) or JWK";
        Keys edwards =
                Keys.pem("Ed25519", KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        assertThatThrownBy(() -> OpeningKey.read(edwards.privateText()))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessage(expected);
        assertThatThrownBy(() -> OpeningKey.read(Keys.pem("ENCRYPTED PRIVATE KEY", new byte[] {1})))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageStartingWith(expected + "; the private key is in the form ENCRYPTED PRIVATE KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "a.b.c.d.e", "hunter22", "eyJhbGciOiJub25lIn0.e30."})
    void whatIsNoJweIsNotOpened(String text) {
        OpeningKey key = OpeningKey.read(Keys.rsa().privateText());

        assertThatThrownBy(() -> key.open(text.getBytes(US_ASCII)))
                .isInstanceOf(UnopenedException.class)
                .hasMessage("is no compact JWE");
    }

    private static void refused(String text, String expected) {
        assertThatThrownBy(() -> SealingKey.read(text))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessage(expected);
    }
}
