package io.kafkafetch.adapters.json.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.TimestampFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingReaderTest {

    private static final String WHOLE = """
            {"name":"shop","description":"A shop","events":"/items","when":[{"at":"/type","is":["LOGIN",1,true]}],
             "reader_schema":{"type":"record","name":"Login","fields":[{"name":"geo","type":["null","string"],"default":null}]},
             "fields":{
              "user_id":{"at":["/user/id","/a~1b/0"],"required":false},
              "app_version":{"default":"unknown"},
              "locale":{"at":["/geo"],"default":"unknown"},
              "device_type":{"at":["/os"],"table":{"iOS 19":"iOS"}},
              "timestamp":{"at":["/at"],"format":"epoch-millis"}}}
            """;

    private static final String YAML = """
            name: shop
            description: A shop
            events: /items
            when:
            - at: /type
              is: [LOGIN, 1, true]
            reader_schema:
              type: record
              name: Login
              fields:
              - {name: geo, type: ["null", string], default: null}
            fields:
              user_id: {at: [/user/id, /a~1b/0], required: false}
              app_version: {default: unknown}
              locale: {at: [/geo], default: unknown}
              device_type: {at: [/os], table: {iOS 19: iOS}}
              timestamp: {at: [/at], format: epoch-millis}
            """;

    @Test
    void everyMemberIsRead() throws FaultyMappingException {
        LoginMapping mapping = read(WHOLE);

        assertThat(mapping.name()).isEqualTo("shop");
        assertThat(mapping.description()).isEqualTo("A shop");
        assertThat(mapping.events()).contains(Pointer.of("/items"));
        assertThat(mapping.when())
                .containsExactly(new Condition(Pointer.of("/type"), java.util.Set.of("LOGIN", "1", "true")));
        assertThat(mapping.rule(LoginField.USER_ID).at())
                .extracting(Pointer::tokens)
                .containsExactly(List.of("user", "id"), List.of("a/b", "0"));
        assertThat(mapping.rule(LoginField.USER_ID).required()).isFalse();
        assertThat(mapping.rule(LoginField.APP_VERSION).otherwise()).contains("unknown");
        assertThat(mapping.rule(LoginField.DEVICE_TYPE).table()).isEqualTo(Map.of("iOS 19", "iOS"));
        assertThat(mapping.rule(LoginField.IP)).isEqualTo(FieldRule.UNUSED);
        assertThat(mapping.timestampFormat()).isEqualTo(TimestampFormat.EPOCH_MILLIS);
        assertThat(mapping.readerSchema().orElseThrow().getField("geo").hasDefaultValue())
                .isTrue();
    }

    @Test
    void yamlSaysTheSame() throws FaultyMappingException {
        assertThat(read(YAML)).isEqualTo(read(WHOLE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "name":"shop"       | "name":"a shop"          | /name: expected 1 to 64 letters, digits and . _ -
            "name":"shop",      | ``                       | /name: expected the feed's name, e.g. okta
            "events":"/items"   | "events":"items"         | /events: expected a JSON Pointer that begins with /, such as /actor/id
            "events":"/items"   | "event":"/items"         | /event: expected no such member, but $schema, description, events, fields, name, reader_schema, when
            "at":"/type"        | "at":"/ty~pe"            | /when/0/at: expected ~0 for ~ and ~1 for / in a JSON Pointer, and no other ~
            "at":"/type"        | "at":["/type"]           | /when/0/at: expected a JSON Pointer that begins with /, such as /actor/id
            ["LOGIN",1,true]    | []                       | /when/0/is: expected an array of 1 to 10000 what the event has to say there
            ["LOGIN",1,true]    | ["LOGIN",null]           | /when/0/is/1: expected a text, a number, true or false
            ["/geo"]            | "/geo"                   | /fields/locale/at: expected an array of 1 to 16 JSON Pointers, such as ["/actor/id"]
            ["/geo"]            | ["/geo/-"]               | /fields/locale/at/0: expected a JSON Pointer to a value that can be there; - is behind an array's end
            "/user/id"          | ""                       | /fields/user_id/at/0: expected a JSON Pointer that begins with /, such as /actor/id
            {"default":"unknown"}, | {},                   | /fields/app_version/at: expected one or more JSON Pointers, such as ["/actor/id"]
            {"default":"unknown"}, | {"default":" "},      | /fields/app_version/default: expected a text that is not blank, of at most 256 characters
            {"default":"unknown"}, | {"default":"x","required":false}, | /fields/app_version/required: expected true, since app_version is counted: give it a default instead
            {"iOS 19":"iOS"}    | {}                       | /fields/device_type/table: expected 1 to 10000 values and what they mean
            {"iOS 19":"iOS"}    | {"a/b":7}                | /fields/device_type/table/a~1b: expected a text that is not blank, of at most 256 characters
            "epoch-millis"      | "rfc-3339"               | /fields/timestamp/format: expected one of epoch-seconds, epoch-millis, epoch-micros, iso-8601
            "at":["/at"],       | ``                       | /fields/timestamp/at: expected one or more JSON Pointers, such as ["/actor/id"]
            "required":false    | "required":"no"          | /fields/user_id/required: expected true or false
            "user_id":          | "userid":                | /fields/userid: expected no such member, but app_version, device_id, device_type, ip, locale, timestamp, user_id
            """)
    void aFaultIsNamedWithItsPlace(String well, String faulty, String expected) {
        assertThat(WHOLE).contains(well);

        assertThat(faults(WHOLE.replace(well, faulty))).contains(expected);
    }

    @Test
    void aReaderSchemaIsAnAvroSchemaOfARecord() throws FaultyMappingException {
        assertThat(faults(WHOLE.replace("\"type\":\"record\"", "\"type\":\"map\",\"values\":\"long\"")))
                .containsExactly("/reader_schema: expected the Avro schema of a record, but it is a schema of map");
        assertThat(faults(WHOLE.replace("[\"null\",\"string\"]", "[\"nul\",\"string\"]")))
                .singleElement()
                .asString()
                .startsWith("/reader_schema: expected the Avro schema of a record, but ")
                .contains("nul");
        assertThat(read(WHOLE.replace("\"name\":\"geo\"", "\"name\":\"land\"")).id())
                .as("another one reads otherwise")
                .isNotEqualTo(read(WHOLE).id());
    }

    @Test
    void allFaultsAreFoundAtOnce() {
        assertThat(faults("{\"name\":7,\"when\":{},\"fields\":{\"timestamp\":{\"at\":[\"/at\"]}}}"))
                .containsExactly(
                        "/name: expected the feed's name, e.g. okta",
                        "/when: expected an array of 1 to 32 conditions such as {\"at\":\"/type\",\"is\":[\"LOGIN\"]}",
                        "/fields/app_version: expected where it comes from, or a default",
                        "/fields/locale: expected where it comes from, or a default",
                        "/fields/timestamp/format: expected one of epoch-seconds, epoch-millis, epoch-micros, iso-8601",
                        "/fields/device_type: expected where it comes from, or a default");
    }

    @Test
    void whatIsNoJsonOrYamlIsNamedWithItsLine() {
        assertThat(faults("{\"name\":\"shop\",\n \"fields\":{,}}"))
                .singleElement()
                .asString()
                .startsWith("line 2, column 12: ");
        assertThat(faults("name: shop\nfields: [")).singleElement().asString().startsWith("line 2, column ");
        assertThat(faults("name: shop\nname: shop")).singleElement().asString().contains("duplicate key name");
        assertThat(faults("")).containsExactly("the whole: expected an object");
        assertThat(faults("name: shop")).containsExactly("/fields: expected an object");
        assertThat(faults("fields: {locale: {at: [/a], table: {NO: north}}}"))
                .contains("/fields/locale/table/false: expected a name that is text: write it in quotes");
    }

    @Property(tries = 2_000)
    void whateverTheTextIsItIsAMappingOrHasFaults(@ForAll String text) {
        assertThat(faults(text)).isNotEmpty();
    }

    @Test
    void thePublishedSchemaSaysTheSame() throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("..", "docs", "schema", "login-mapping.schema.json")));
        ObjectMapper json = new ObjectMapper();

        assertThat(schema.validate(json.readTree(WHOLE))).isEmpty();
        for (String preset : Presets.NAMES) {
            assertThat(schema.validate(json.readTree(Presets.text(preset).orElseThrow())))
                    .as(preset)
                    .isEmpty();
        }
        for (String fault : List.of(
                WHOLE.replace("\"shop\"", "\"a shop\""),
                WHOLE.replace("\"/type\"", "\"type\""),
                WHOLE.replace("{\"default\":\"unknown\"},\n", "{},\n"),
                WHOLE.replace("epoch-millis", "rfc-3339"),
                WHOLE.replace("\"at\":[\"/at\"],", ""),
                WHOLE.replace("user_id", "userid"))) {
            assertThat(schema.validate(json.readTree(fault))).as(fault).isNotEmpty();
            assertThat(faults(fault)).isNotEmpty();
        }
    }

    @Test
    void aPresetIsFoundByItsNameAlone() {
        assertThat(Presets.text("../login/login-event.schema")).isEmpty();
        assertThat(Presets.text("")).isEqualTo(Optional.empty());
        assertThatThrownBy(() -> Pointer.of("/a".repeat(33))).hasMessage("a JSON Pointer of at most 32 steps");
    }

    private static LoginMapping read(String text) throws FaultyMappingException {
        return MappingReader.read(text.getBytes(UTF_8));
    }

    private static List<String> faults(String text) {
        FaultyMappingException faulty = catchThrowableOfType(FaultyMappingException.class, () -> read(text));
        assertThat(faulty).as(text).isNotNull();
        return faulty.faults();
    }
}
