package io.kafkafetch.adapters.payload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.jwk.Curve;
import io.kafkafetch.adapters.payload.OpeningKey.UnopenedException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SealingProperties {

    private static final List<Keys> KEYS = List.of(
            Keys.rsa(), Keys.rsaJwk(), Keys.ec(Curve.P_256), Keys.ec(Curve.P_384), Keys.ec(Curve.P_521), Keys.ecJwk());
    private static final Keys ANOTHER = Keys.rsa();

    @Property(tries = 300)
    void whatWasSealedIsOpenedAgain(@ForAll("keys") Keys keys, @ForAll("anyBytes") byte[] bytes)
            throws UnopenedException {
        byte[] jwe = SealingKey.read(keys.publicText()).seal(bytes);

        assertThat(OpeningKey.read(keys.privateText()).open(jwe)).isEqualTo(bytes);
    }

    @Example
    void aContentKeyIsReplacedAfterItsUsesByAnyNumberOfThreads() throws Exception {
        Keys keys = Keys.rsa();
        SealingKey key = SealingKey.read(keys.publicText());
        Set<String> jwes = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int i = 0; i < 3 * SealingKey.MOST_USES; i++) {
                int number = i;
                threads.execute(() -> jwes.add(new String(key.seal(new byte[] {(byte) number}), US_ASCII)));
            }
        }

        Map<String, Long> usesOfKeys =
                jwes.stream().collect(Collectors.groupingBy(jwe -> jwe.split("\\.", 3)[1], Collectors.counting()));
        assertThat(jwes).hasSize(3 * SealingKey.MOST_USES);
        assertThat(usesOfKeys).hasSizeBetween(3, 6);
        assertThat(usesOfKeys.values()).allSatisfy(uses -> assertThat(uses).isLessThanOrEqualTo(SealingKey.MOST_USES));
        assertThat(jwes.stream().map(jwe -> jwe.split("\\.", 4)[2]).distinct()).hasSameSizeAs(jwes);
        OpeningKey opening = OpeningKey.read(keys.privateText());
        for (String jwe : jwes.stream().limit(200).toList()) {
            assertThat(opening.open(jwe.getBytes(US_ASCII))).hasSize(1);
        }
    }

    @Property(tries = 30)
    void theSameBytesAreSealedAsOthersEachTime(@ForAll("keys") Keys keys, @ForAll("anyBytes") byte[] bytes) {
        SealingKey key = SealingKey.read(keys.publicText());

        assertThat(key.seal(bytes)).isNotEqualTo(key.seal(bytes));
    }

    @Property(tries = 60)
    void aJweTakesAtMostWhatIsSaid(@ForAll("keys") Keys keys, @ForAll @IntRange(max = 300_000) int length) {
        SealingKey key = SealingKey.read(keys.publicText());

        assertThat((long) key.seal(new byte[length]).length).isLessThanOrEqualTo(key.mostBytes(length));
    }

    /** As RFC 7516 has it, by nothing but the JDK. */
    @Property(tries = 30)
    void itIsWhatTheStandardSays(@ForAll("anyBytes") byte[] bytes) throws GeneralSecurityException, IOException {
        SealingKey key = SealingKey.read(ANOTHER.publicText());
        String[] parts = new String(key.seal(bytes), US_ASCII).split("\\.", -1);

        JsonNode header = new JsonMapper().readTree(decoded(parts[0]));
        assertThat(header.get("alg").textValue()).isEqualTo("RSA-OAEP-256");
        assertThat(header.get("enc").textValue()).isEqualTo("A256GCM");
        assertThat(header.get("kid").textValue()).isEqualTo(key.id());
        Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
        rsa.init(
                Cipher.DECRYPT_MODE,
                KeyText.privateKey(ANOTHER.privateText()),
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        Cipher aes = Cipher.getInstance("AES/GCM/NoPadding");
        aes.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(rsa.doFinal(decoded(parts[1])), "AES"),
                new GCMParameterSpec(128, decoded(parts[2])));
        aes.updateAAD(parts[0].getBytes(US_ASCII));
        byte[] start = aes.update(decoded(parts[3]));
        byte[] end = aes.doFinal(decoded(parts[4]));
        assertThat(joined(start == null ? new byte[0] : start, end)).isEqualTo(bytes);
    }

    @Property(tries = 60)
    void nobodyElsesKeyOpensIt(@ForAll("keys") Keys keys, @ForAll("anyBytes") byte[] bytes) {
        byte[] jwe = SealingKey.read(keys.publicText()).seal(bytes);
        OpeningKey another = OpeningKey.read(ANOTHER.privateText());

        assertThatThrownBy(() -> another.open(jwe))
                .isInstanceOf(UnopenedException.class)
                .hasMessageContaining("another key");
    }

    @Property(tries = 200)
    void whatWasChangedIsNotOpened(@ForAll("keys") Keys keys, @ForAll("anyBytes") byte[] bytes, @ForAll int at) {
        byte[] jwe = SealingKey.read(keys.publicText()).seal(bytes);
        int where = Math.floorMod(at, jwe.length);
        // Never the same bytes, though the last character of a part has bits that mean nothing.
        jwe[where] = (byte) (jwe[where] >= 'a' ? 'A' : 'z');
        OpeningKey key = OpeningKey.read(keys.privateText());

        assertThatThrownBy(() -> key.open(jwe)).isInstanceOf(UnopenedException.class);
    }

    @Provide
    Arbitrary<Keys> keys() {
        return Arbitraries.of(KEYS);
    }

    @Provide
    Arbitrary<byte[]> anyBytes() {
        return Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(100),
                Arbitraries.bytes().array(byte[].class).ofSize(70_000));
    }

    private static byte[] decoded(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    private static byte[] joined(byte[] start, byte[] end) {
        byte[] all = Arrays.copyOf(start, start.length + end.length);
        System.arraycopy(end, 0, all, start.length, end.length);
        return all;
    }
}
