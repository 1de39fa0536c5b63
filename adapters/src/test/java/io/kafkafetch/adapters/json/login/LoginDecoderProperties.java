package io.kafkafetch.adapters.json.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import io.kafkafetch.domain.login.Validation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

class LoginDecoderProperties {

    private final LoginDecoder decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER);

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(LoginDecoder.MAX_DEPTH)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Property(tries = 3000)
    void anyBytesGetAVerdict(@ForAll byte @Size(max = 200) [] value) {
        assertThat(decoder.decode(ByteBuffer.wrap(value))).isInstanceOf(Validation.Rejected.class);
    }

    @Property(tries = 500)
    void aLoginIsReadBackHoweverItIsWritten(@ForAll("written") Written login) {
        assertThat(decoder.decode(ByteBuffer.wrap(login.json().getBytes(UTF_8))))
                .isEqualTo(login.event());
    }

    @Property(tries = 300)
    void theUserOfAnAcceptedLoginIsReadHoweverItIsWritten(@ForAll("users") User user) {
        ByteBuffer login = ByteBuffer.wrap(user.login().json().getBytes(UTF_8));
        assertThat(UserId.of(login)).isEqualTo(user.id().getBytes(UTF_8));
        assertThat(login.position()).isZero();
    }

    @Property(tries = 150)
    void aDecoderAfterMalformedInputIsAsGoodAsAFreshOne(@ForAll("damagedOnes") List<byte[]> values) {
        for (byte[] value : values) {
            LoginDecoder fresh = new LoginDecoder(MissingDeviceType.DEAD_LETTER);
            assertThat(decoder.decode(ByteBuffer.wrap(value))).isEqualTo(fresh.decode(ByteBuffer.wrap(value)));
        }
    }

    /**
     * Jackson's tree model as the judge of grammar. It reads bytes by another parser than the decoder's, which reads
     * characters. Left out is what it takes for more than RFC 8259 has: a byte order mark, and another encoding, of
     * which it sees a sign in a zero among the first four bytes. UTF-8 is judged by the JDK, since the tree model's
     * parser lets surrogates through.
     */
    @Property(tries = 3000)
    void whatIsJsonIsTheSameToJacksonsTreeModel(@ForAll("damaged") byte[] value) throws IOException {
        Assume.that(!startsWithMark(value) && !looksLikeAnotherEncoding(value));
        Validation verdict = decoder.decode(ByteBuffer.wrap(value));
        boolean unread = isUndecodable(verdict);
        boolean unreadByJackson = !isUtf8(value) || !isJson(value);
        Statistics.collect(unread);
        Statistics.coverage(coverage -> {
            coverage.check(true).percentage(share -> share > 5);
            coverage.check(false).percentage(share -> share > 5);
        });
        assertThat(unread).as(verdict + new String(value, UTF_8)).isEqualTo(unreadByJackson);
    }

    record Written(LoginEvent event, String json) {}

    @Provide
    Arbitrary<Written> written() {
        return LoginArbitraries.events()
                .flatMap(event -> LoginArbitraries.jsonOf(event).map(json -> new Written(event, json)));
    }

    record User(String id, Written login) {}

    @Provide
    Arbitrary<User> users() {
        LoginEvent event = new LoginEvent("2.3.0", "RI", 1694623430, "iOS");
        return LoginArbitraries.texts()
                .flatMap(id -> LoginArbitraries.jsonOf(event, id).map(json -> new User(id, new Written(event, json))));
    }

    /** Logins as anybody may write them, then damaged. */
    @Provide
    Arbitrary<byte[]> damaged() {
        LoginEvent event = new LoginEvent("2.3.0", "\ud83d\ude00", 1694623430, "\\\n");
        return Combinators.combine(LoginArbitraries.jsonOf(event), Mutation.some())
                .as((json, mutations) -> Mutation.apply(mutations, json.getBytes(UTF_8)));
    }

    @Provide
    Arbitrary<List<byte[]>> damagedOnes() {
        return damaged().list().ofMinSize(2).ofMaxSize(20);
    }

    private static boolean isUndecodable(Validation verdict) {
        return switch (verdict) {
            case LoginEvent accepted -> false;
            case Validation.Skipped skipped -> false;
            case Validation.Rejected rejected ->
                rejected.reasons().getFirst() instanceof Reason.OfRecord reason
                        && reason.fault() != RecordFault.NOT_AN_OBJECT;
        };
    }

    private static boolean isJson(byte[] value) throws IOException {
        try {
            return !STRICT.readTree(value).isMissingNode();
        } catch (JsonProcessingException malformed) {
            return false;
        }
    }

    private static boolean isUtf8(byte[] value) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private static boolean startsWithMark(byte[] value) {
        return new String(value, UTF_8).startsWith("\ufeff");
    }

    private static boolean looksLikeAnotherEncoding(byte[] value) {
        return IntStream.range(0, Math.min(4, value.length)).anyMatch(i -> value[i] == 0);
    }
}
