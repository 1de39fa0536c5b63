package io.kafkafetch.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.kafkafetch.adapters.generator.GeneratedRecord;
import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.Kind;
import io.kafkafetch.adapters.generator.LoginGenerator;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.json.mapping.FaultyMappingException;
import io.kafkafetch.adapters.json.mapping.MappingReader;
import io.kafkafetch.adapters.json.mapping.Presets;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.UserHash;
import io.kafkafetch.domain.login.Validation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** From the bytes of a valid login to its event: a score is of one login. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBenchmark {

    private static final int LOGINS = 4_096;

    private final LoginDecoder decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER);
    private final LoginDecoder parser = LoginDecoder.ofParserAlone(MissingDeviceType.DEAD_LETTER);
    private final LoginDecoder mapped = mapped("""
            {"name":"plain","fields":{"user_id":{"at":["/user_id"]},"app_version":{"at":["/app_version"]},"ip":{"at":["/ip"]},
             "locale":{"at":["/locale"]},"device_id":{"at":["/device_id"]},"device_type":{"at":["/device_type"]},
             "timestamp":{"at":["/timestamp"],"format":"epoch-seconds"}}}
            """.getBytes(UTF_8));
    private final LoginDecoder okta = mapped(Presets.text("okta").orElseThrow());
    private final ByteBuffer[] plain = logins().map(ByteBuffer::wrap).toArray(ByteBuffer[]::new);
    private final ByteBuffer[] ofOkta =
            logins().map(DecodeBenchmark::ofOkta).map(ByteBuffer::wrap).toArray(ByteBuffer[]::new);
    private final ByteBuffer[] escaped =
            logins().map(DecodeBenchmark::escaped).map(ByteBuffer::wrap).toArray(ByteBuffer[]::new);

    /** As they are in a feed: one in ten with an unknown field. */
    @Benchmark
    @OperationsPerInvocation(LOGINS)
    public void plainLogins(Blackhole sink) {
        decodeAll(plain, decoder, sink);
    }

    /** The same ones without the scanner. */
    @Benchmark
    @OperationsPerInvocation(LOGINS)
    public void plainLoginsByTheParserAlone(Blackhole sink) {
        decodeAll(plain, parser, sink);
    }

    /** The same ones by a mapping that finds each field where it is. */
    @Benchmark
    @OperationsPerInvocation(LOGINS)
    public void plainLoginsByAMapping(Blackhole sink) {
        decodeAll(plain, mapped, sink);
    }

    /** Events of some 1,200 bytes, most of which the mapping passes over. */
    @Benchmark
    @OperationsPerInvocation(LOGINS)
    public void loginsOfOkta(Blackhole sink) {
        decodeAll(ofOkta, okta, sink);
    }

    /** The same ones by the parser alone, which finds no field in them. */
    @Benchmark
    @OperationsPerInvocation(LOGINS)
    public void loginsOfOktaByTheParserAlone(Blackhole sink) {
        decodeAll(ofOkta, parser, sink);
    }

    /** Ones that the scanner looks at to their last text, and leaves to the parser. */
    @Benchmark
    @OperationsPerInvocation(LOGINS)
    public void escapedLogins(Blackhole sink) {
        decodeAll(escaped, decoder, sink);
    }

    /** The same ones without the scanner. */
    @Benchmark
    @OperationsPerInvocation(LOGINS)
    public void escapedLoginsByTheParserAlone(Blackhole sink) {
        decodeAll(escaped, parser, sink);
    }

    private static void decodeAll(ByteBuffer[] logins, LoginDecoder decoder, Blackhole sink) {
        for (ByteBuffer login : logins) {
            Validation verdict = decoder.decode(login);
            sink.consume(verdict);
        }
    }

    /** The same valid logins in every run. */
    static Stream<byte[]> logins() {
        LoginGenerator generator =
                new LoginGenerator(GeneratorSettings.forTopic().withCorruptPercent(0));
        return Stream.generate(generator::next)
                .filter(login -> login.kind() == Kind.VALID)
                .map(GeneratedRecord::value)
                .map(value -> requireNonNull(value))
                .limit(LOGINS);
    }

    private static LoginDecoder mapped(byte[] mapping) {
        try {
            return new LoginDecoder(
                    new LoginFormat(MissingDeviceType.DEAD_LETTER, Optional.of(MappingReader.read(mapping))),
                    UserHash.OFF);
        } catch (FaultyMappingException faulty) {
            throw new IllegalStateException(faulty);
        }
    }

    /** As the System Log has it, with as much around it. */
    private static byte[] ofOkta(byte[] login) {
        String id = Integer.toHexString(Arrays.hashCode(login));
        return """
                {"actor":{"id":"00u%1$s","type":"User","alternateId":"person@example.org","displayName":"Sample Person","detailEntry":null},\
                "client":{"userAgent":{"rawUserAgent":"Mozilla/5.0 (X11; Linux x86_64) Sample/1.0","os":"Linux","browser":"SAMPLE"},\
                "zone":"null","device":"Computer","id":null,"ipAddress":"192.0.2.7","geographicalContext":{"city":"Sample City",\
                "state":"Washington","country":"United States","postalCode":"00000","geolocation":{"lat":1.5,"lon":-2.5}}},\
                "device":null,"authenticationContext":{"authenticationProvider":null,"credentialProvider":null,"credentialType":null,\
                "issuer":null,"interface":null,"authenticationStep":0,"externalSessionId":"102%1$s"},"displayMessage":"User login to Okta",\
                "eventType":"user.session.start","outcome":{"result":"SUCCESS","reason":null},"published":"2026-01-05T09:00:00.123Z",\
                "securityContext":{"asNumber":null,"asOrg":null,"isp":null,"domain":null,"isProxy":null},"severity":"INFO",\
                "debugContext":{"debugData":{"requestId":"r%1$s","requestUri":"/api/v1/authn","threatSuspected":"false","url":"/api/v1/authn?"}},\
                "legacyEventType":"core.user_auth.login_success","transaction":{"type":"WEB","id":"t%1$s","detail":{}},\
                "uuid":"%1$s-0000-11f0-8000-000000000000","version":"0","request":{"ipChain":[{"ip":"192.0.2.7","geographicalContext":\
                {"city":"Sample City","state":"Washington","country":"United States","postalCode":"00000","geolocation":{"lat":1.5,"lon":-2.5}},\
                "version":"V4","source":null}]},"target":null}""".formatted(id).getBytes(UTF_8);
    }

    private static byte[] escaped(byte[] login) {
        return new String(login, UTF_8)
                .replace("\"device_type\": \"", "\"device_type\": \"\\u0020")
                .getBytes(UTF_8);
    }
}
