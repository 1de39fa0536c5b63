package io.kafkafetch.adapters.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kafkafetch.adapters.registry.RegisteredSchema;
import io.kafkafetch.adapters.registry.RegistryAwayException;
import io.kafkafetch.adapters.registry.SchemaId;
import io.kafkafetch.adapters.registry.SchemaType;
import io.kafkafetch.adapters.registry.UnusableReferencesException;
import io.kafkafetch.adapters.registry.embedded.EmbeddedRegistry;
import io.kafkafetch.adapters.registry.embedded.EmbeddedRegistry.Mood;
import io.kafkafetch.adapters.registry.embedded.EmbeddedRegistry.Reference;
import io.kafkafetch.adapters.registry.embedded.EmbeddedRegistry.Registered;
import io.kafkafetch.adapters.reread.UnusableFileException;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSchemaRegistryTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final SchemaId SEVEN = new SchemaId.Numbered(7);

    @TempDir
    private Path folder = Path.of("");

    private EmbeddedRegistry registry;

    @BeforeEach
    void start() throws Exception {
        registry = EmbeddedRegistry.start();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private static HttpSchemaRegistry client(Credentials credentials, Duration request, URI... urls) throws Exception {
        return new HttpSchemaRegistry(
                new RegistrySettings(List.of(urls), credentials, LONG, request), RegistryTls.USUAL);
    }

    private HttpSchemaRegistry client() throws Exception {
        return client(Credentials.NONE, LONG, registry.url());
    }

    private RegisteredSchema read(Registered schema) throws Exception {
        try (HttpSchemaRegistry client = client()) {
            return client.schema(new SchemaId.Numbered(schema.id())).orElseThrow();
        }
    }

    private static Fault away(HttpSchemaRegistry client, SchemaId id) {
        RegistryAwayException away = catchThrowableOfType(RegistryAwayException.class, () -> client.schema(id));
        assertThat(away).isNotNull().message().doesNotContain("\n").doesNotContain("canary");
        return away.fault();
    }

    // ---- schemas

    @ParameterizedTest
    @ValueSource(strings = {"AVRO", "JSON"})
    void aSchemaIsReadByItsId(SchemaType type) throws Exception {
        Registered schema = registry.register(type, "user-login-value", "{\"a\":\"ü\\n\"}");

        assertThat(read(schema)).isEqualTo(RegisteredSchema.of(type, "{\"a\":\"ü\\n\"}"));
        assertThat(registry.requests()).containsExactly("/schemas/ids/1");
    }

    @Test
    void aSchemaIsReadByItsGuid() throws Exception {
        Registered schema = registry.register(SchemaType.AVRO, "user-login-value", "\"string\"");

        try (HttpSchemaRegistry client = client()) {
            assertThat(client.schema(new SchemaId.Global(schema.guid())))
                    .contains(RegisteredSchema.of(SchemaType.AVRO, "\"string\""));
        }
    }

    @Test
    void anIdAboveTwoToTheThirtyOneIsAskedForWithoutASign() throws Exception {
        try (HttpSchemaRegistry client = client()) {
            assertThat(client.schema(new SchemaId.Numbered(-1))).isEmpty();
        }
        assertThat(registry.requests()).containsExactly("/schemas/ids/4294967295");
    }

    @Test
    void aSchemaOfAMegabyteIsRead() throws Exception {
        String text = "{\"doc\":\"" + "\"x\\".repeat(350_000) + "\"}";
        Registered schema = registry.register(SchemaType.JSON, "large", text);

        assertThat(read(schema).text()).isEqualTo(text).hasSizeGreaterThan(1 << 20);
    }

    @Test
    void theDescriptorIsReadOfProtobuf() throws Exception {
        Registered common = registry.registerProtobuf("common", "message C {}", "Q29tbW9u");
        Registered schema = registry.registerProtobuf(
                "user-login-value", "message L {}", "TG9naW4=", new Reference("c.proto", "common", common.version()));

        assertThat(read(schema))
                .isEqualTo(new RegisteredSchema(
                        SchemaType.PROTOBUF,
                        "TG9naW4=",
                        List.of(new RegisteredSchema.Reference("c.proto", "Q29tbW9u"))));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 404, 406, 422, 500, 501})
    void aRegistryThatGivesNoDescriptorGivesTheText(int status) throws Exception {
        registry.register(SchemaType.PROTOBUF, "common", "message C {}");
        Registered schema = registry.register(
                SchemaType.PROTOBUF, "user-login-value", "message L {}", new Reference("c.proto", "common", 1));
        registry.withoutDescriptors(status);

        assertThat(read(schema))
                .isEqualTo(new RegisteredSchema(
                        SchemaType.PROTOBUF,
                        "message L {}",
                        List.of(new RegisteredSchema.Reference("c.proto", "message C {}"))));
    }

    @Test
    void whatIsNoDescriptorInBase64GivesTheText() throws Exception {
        Registered schema = registry.registerProtobuf("user-login-value", "message L {}", "\n\u0007l.proto");

        assertThat(read(schema)).isEqualTo(RegisteredSchema.of(SchemaType.PROTOBUF, "message L {}"));
    }

    @Test
    void aRegistryThatFailsOverTheDescriptorIsAway() throws Exception {
        registry.register(SchemaType.PROTOBUF, "user-login-value", "message L {}");
        registry.withoutDescriptors(503);

        try (HttpSchemaRegistry client = client()) {
            assertThat(away(client, new SchemaId.Numbered(1)).code()).isEqualTo(TroubleCode.SCHEMA_REGISTRY_AWAY);
        }
    }

    // ---- references

    @Test
    void aDiamondIsReadOnceAndFromItsGround() throws Exception {
        registry.register(SchemaType.AVRO, "ground", "g");
        registry.register(SchemaType.AVRO, "left", "l", new Reference("G", "ground", 1));
        registry.register(SchemaType.AVRO, "right", "r", new Reference("G", "ground", 1));
        Registered schema = registry.register(
                SchemaType.AVRO, "top", "t", new Reference("L", "left", 1), new Reference("R", "right", 1));

        assertThat(read(schema).references())
                .containsExactly(
                        new RegisteredSchema.Reference("G", "g"),
                        new RegisteredSchema.Reference("L", "l"),
                        new RegisteredSchema.Reference("R", "r"));
        assertThat(registry.requests()).hasSize(4);
    }

    @Test
    void aSubjectOfAnyNameIsAskedFor() throws Exception {
        String subject = "a/b c+d%e:ü?f#g";
        registry.register(SchemaType.AVRO, subject, "first");
        registry.register(SchemaType.AVRO, subject, "second");
        Registered schema = registry.register(SchemaType.AVRO, "top", "t", new Reference("R", subject, 2));

        assertThat(read(schema).references()).containsExactly(new RegisteredSchema.Reference("R", "second"));
    }

    @Test
    void aCircleIsRefused() throws Exception {
        registry.register(SchemaType.AVRO, "one", "1", new Reference("Two", "two", 1));
        registry.register(SchemaType.AVRO, "two", "2", new Reference("One", "one", 1));
        Registered schema = registry.register(SchemaType.AVRO, "top", "t", new Reference("One", "one", 1));

        assertThatThrownBy(() -> read(schema))
                .isInstanceOf(UnusableReferencesException.class)
                .hasMessage("it refers in a circle to One");
    }

    @Test
    void aReferenceThatIsNotThereIsNamed() throws Exception {
        registry.register(SchemaType.AVRO, "one", "1");
        Registered version = registry.register(SchemaType.AVRO, "top", "t", new Reference("One", "one", 2));
        Registered subject = registry.register(SchemaType.AVRO, "top", "u", new Reference("One", "two", 1));

        assertThatThrownBy(() -> read(version))
                .isInstanceOf(UnusableReferencesException.class)
                .hasMessage("it refers to One, version 2 of the subject one, which the registry does not have");
        assertThatThrownBy(() -> read(subject)).isInstanceOf(UnusableReferencesException.class);
    }

    @Test
    void aHundredReferencesAreReadAndNoMore() throws Exception {
        Reference[] hundred = new Reference[100];
        Reference[] more = new Reference[101];
        for (int i = 0; i < 101; i++) {
            registry.register(SchemaType.AVRO, "s" + i, "text " + i);
            more[i] = new Reference("R" + i, "s" + i, 1);
        }
        System.arraycopy(more, 0, hundred, 0, 100);
        Registered good = registry.register(SchemaType.AVRO, "good", "t", hundred);
        Registered bad = registry.register(SchemaType.AVRO, "bad", "t", more);

        assertThat(read(good).references()).hasSize(100);
        assertThatThrownBy(() -> read(bad)).hasMessage("it refers to more than 100 others");
    }

    @Test
    void moreThanTenMebibytesInAllAreRefused() throws Exception {
        String half = "x".repeat(5 << 20);
        registry.register(SchemaType.AVRO, "one", half);
        Registered good = registry.register(SchemaType.AVRO, "good", half, new Reference("One", "one", 1));
        Registered bad = registry.register(SchemaType.AVRO, "bad", half + "x", new Reference("One", "one", 1));

        assertThat(read(good).references()).hasSize(1);
        assertThatThrownBy(() -> read(bad))
                .isInstanceOf(UnusableReferencesException.class)
                .hasMessage("it has more than 10 MiB, with all that it refers to");
    }

    // ---- nothing there

    @Test
    void noSuchSchemaIsAnAnswer() throws Exception {
        try (HttpSchemaRegistry client = client()) {
            assertThat(client.schema(SEVEN)).isEmpty();
            assertThat(client.schema(new SchemaId.Global(new UUID(1, 2)))).isEmpty();
        }
    }

    @Test
    void aRegistryWithoutGuidsHasNoSchemaOfOne() throws Exception {
        registry.withoutGuids();
        try (HttpSchemaRegistry client = client()) {
            assertThat(client.schema(new SchemaId.Global(new UUID(1, 2)))).isEmpty();
        }
        assertThat(registry.requests())
                .containsExactly("/schemas/guids/00000000-0000-0001-0000-000000000002", "/schemas/types");
    }

    @ParameterizedTest
    @CsvSource({"WITH_A_PAGE_NOT_FOUND, ''", "WITH_NO_SUCH_PATH, : HTTP 404 Not Found"})
    void a404OfSomethingElseIsNoAnswer(Mood mood, String message) throws Exception {
        registry.mood(mood);
        try (HttpSchemaRegistry client = client()) {
            assertThat(away(client, SEVEN))
                    .isEqualTo(Fault.of(
                            TroubleCode.SCHEMA_REGISTRY_AWAY,
                            registry.url() + " answers 404" + message
                                    + ", which is no answer of a registry's for this: is SCHEMA_REGISTRY_URL a schema"
                                    + " registry's address?"));
            assertThat(away(client, new SchemaId.Global(new UUID(1, 2))).code())
                    .isEqualTo(TroubleCode.SCHEMA_REGISTRY_AWAY);
        }
    }

    @Test
    void theNewestVersionOfASubjectIsSaid() throws Exception {
        registry.register(SchemaType.JSON, "user-login-value", "{}");
        registry.register(SchemaType.AVRO, "user-login-value", "\"string\"");
        try (HttpSchemaRegistry client = client()) {
            assertThat(client.latest("user-login-value")).contains(new LatestVersion(SchemaType.AVRO, 2, 2));
            assertThat(client.latest("another-value")).isEmpty();
        }
    }

    // ---- away

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WITH_STATUS_429 | answers 429: Too many requests
            WITH_STATUS_500 | answers 500: Error in the backend data store
            WITH_GARBAGE    | answers 200 with something else than a schema (it is not one JSON object): is SCHEMA_REGISTRY_URL a schema registry's address?
            WITH_TOO_MUCH   | cannot be asked (
            REDIRECTING     | redirects to https://elsewhere.example, and none is followed: set SCHEMA_REGISTRY_URL to the address itself
            HANGING_UP      | cannot be asked (
            """)
    void whatIsNoAnswerOfARegistrySaysSo(Mood mood, String details) throws Exception {
        registry.mood(mood);
        try (HttpSchemaRegistry client = client(Credentials.bearer("canary"), LONG, registry.url())) {
            Fault fault = away(client, SEVEN);
            assertThat(fault.code()).isEqualTo(TroubleCode.SCHEMA_REGISTRY_AWAY);
            assertThat(fault.details()).startsWith(registry.url() + " " + details);
        }
    }

    @Test
    void anAnswerThatDoesNotEndIsWaitedForForATime() throws Exception {
        registry.mood(Mood.STALLING);
        try (HttpSchemaRegistry client = client(Credentials.NONE, Duration.ofMillis(50), registry.url())) {
            assertThat(away(client, SEVEN).details()).isEqualTo(registry.url() + " does not answer within 50 ms");
        }
    }

    @Test
    void anAddressThatNobodyListensAtIsAway() throws Exception {
        registry.stop();
        try (HttpSchemaRegistry client = client()) {
            assertThat(away(client, SEVEN).details()).isEqualTo(registry.url() + " takes no connection");
            registry.restart();
            assertThat(client.schema(SEVEN)).isEmpty();
        }
    }

    // ---- addresses

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void anAddressMayHaveAPath(String end) throws Exception {
        registry.below("/apis/ccompat/v7");
        try (HttpSchemaRegistry client = client(Credentials.NONE, LONG, URI.create(registry.url() + end))) {
            assertThat(client.schema(SEVEN)).isEmpty();
        }
        assertThat(registry.requests()).containsExactly("/apis/ccompat/v7/schemas/ids/7");
    }

    @Test
    void theNextAddressIsAskedWhereOneIsAway() throws Exception {
        try (EmbeddedRegistry other = EmbeddedRegistry.start();
                HttpSchemaRegistry client = client(Credentials.NONE, LONG, registry.url(), other.url())) {
            registry.mood(Mood.WITH_STATUS_500);
            assertThat(client.schema(SEVEN)).isEmpty();
            assertThat(client.schema(SEVEN)).isEmpty();
            assertThat(registry.requests()).hasSize(1); // it goes on where it had an answer

            other.mood(Mood.WITH_STATUS_429);
            assertThat(away(client, SEVEN).details())
                    .isEqualTo(other.url() + " answers 429: Too many requests; " + registry.url()
                            + " answers 500: Error in the backend data store");

            registry.mood(Mood.WELL);
            assertThat(client.schema(SEVEN)).isEmpty();
        }
    }

    @Test
    void noOtherAddressIsAskedWhereOneRefuses() throws Exception {
        try (EmbeddedRegistry other = EmbeddedRegistry.start();
                HttpSchemaRegistry client = client(Credentials.NONE, LONG, registry.url(), other.url())) {
            registry.wantBearer("another");
            assertThat(away(client, SEVEN).code()).isEqualTo(TroubleCode.SCHEMA_REGISTRY_REFUSES);
            assertThat(other.requests()).isEmpty();
        }
    }

    // ---- credentials

    @Test
    void nothingIsShownUnlessThereIsSomething() throws Exception {
        try (HttpSchemaRegistry client = client()) {
            client.schema(SEVEN);
        }
        assertThat(registry.shown()).containsExactly("");
    }

    @Test
    void nameAndPasswordAreShownAtOnce() throws Exception {
        registry.wantBasic("kéy", "canary:ü");
        try (HttpSchemaRegistry client = client(Credentials.basic("kéy", "canary:ü"), LONG, registry.url());
                HttpSchemaRegistry wrong = client(Credentials.basic("kéy", "canary"), LONG, registry.url())) {
            assertThat(client.schema(SEVEN)).isEmpty();
            assertThat(registry.requests()).hasSize(1);
            assertThat(away(wrong, SEVEN))
                    .isEqualTo(Fault.of(
                            TroubleCode.SCHEMA_REGISTRY_REFUSES, registry.url() + " answers 401: Unauthorized"));
        }
    }

    @Test
    void aTokenIsShownAtOnce() throws Exception {
        registry.wantBearer("canary");
        try (HttpSchemaRegistry client = client(Credentials.bearer("canary"), LONG, registry.url())) {
            assertThat(client.schema(SEVEN)).isEmpty();
        }
        assertThat(registry.shown()).containsExactly("Bearer canary");
    }

    @Test
    void aTokenThatIsReplacedInItsFileIsShownAtOnce() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "canary-1\n");
        registry.wantBearer("canary-1");
        try (HttpSchemaRegistry client = client(Credentials.bearer(file), LONG, registry.url())) {
            assertThat(client.schema(SEVEN)).isEmpty();

            registry.wantBearer("canary-second");
            Files.writeString(file, "canary-second\n");
            assertThat(client.schema(SEVEN)).isEmpty();
            assertThat(registry.shown()).last().isEqualTo("Bearer canary-second");

            registry.wantBearer("another");
            assertThat(away(client, SEVEN).code()).isEqualTo(TroubleCode.SCHEMA_REGISTRY_REFUSES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "can ary", "canary\ncanary", "cänary"})
    void aFileWithoutATokenIsRefused(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), text);

        assertThatThrownBy(() -> Credentials.bearer(file))
                .isInstanceOf(UnusableFileException.class)
                .hasMessage("expected a token, on one line without spaces");
        assertThat(Credentials.bearer("canary")).asString().doesNotContain("canary");
    }
}
