package io.kafkafetch.adapters.json.mending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.kafkafetch.adapters.json.mending.RulesFile.FaultyRulesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesFileTest {

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("..", "docs", "schema", "dlq-rules.schema.json")));
    }

    private static List<MendingRule> read(String json) throws FaultyRulesException {
        return RulesFile.read(json.getBytes(UTF_8));
    }

    private static String whole(String rules) {
        return "{\"format\":\"kafka-fetch-rules/1\",\"rules\":[" + rules + "]}";
    }

    @Test
    void allRulesAreReadInTheirOrder() throws Exception {
        String json = whole("""
                {"rule":"rename","from":"os","to":"device_type"},
                {"rule":"divide","field":"timestamp","by":1000},
                {"rule":"set","field":"device_type","value":"un\\"known"},
                {"rule":"set","field":"n","value":1.5},
                {"rule":"set","field":"b","value":true},
                {"rule":"set","field":"z","value":null},
                {"rule":"trim"}""");

        assertThat(read(json))
                .containsExactly(
                        new MendingRule.Rename("os", "device_type"),
                        new MendingRule.Divide("timestamp", 1000),
                        new MendingRule.Set("device_type", "\"un\\\"known\""),
                        new MendingRule.Set("n", "1.5"),
                        new MendingRule.Set("b", "true"),
                        new MendingRule.Set("z", "null"),
                        new MendingRule.Trim());
        assertThat(schema().validate(json, InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"rule\":\"fly\"} | rules[0].rule: expected set, divide, rename or trim",
                "{\"field\":\"a\"} | rules[0].rule: expected set, divide, rename or trim",
                "7 | rules[0]: expected an object such as {\"rule\":\"trim\"}",
                "{\"rule\":\"set\",\"field\":\"a\"} | rules[0].value: expected a text, a number, true, false or null",
                "{\"rule\":\"set\",\"field\":\"a\",\"value\":[]} | rules[0].value: expected a text, a number, true, false or null",
                "{\"rule\":\"set\",\"field\":\"\",\"value\":1} | rules[0].field: expected the name of a field",
                "{\"rule\":\"divide\",\"field\":\"a\",\"by\":1} | rules[0].by: expected a whole number from 2 to 999999999999999999, such as 1000",
                "{\"rule\":\"divide\",\"field\":\"a\",\"by\":\"2\"} | rules[0].by: expected a whole number from 2 to 999999999999999999, such as 1000",
                "{\"rule\":\"divide\",\"field\":\"a\",\"by\":2.5} | rules[0].by: expected a whole number from 2 to 999999999999999999, such as 1000",
                "{\"rule\":\"rename\",\"from\":\"a\"} | rules[0].to: expected the name of a field",
                "{\"rule\":\"trim\",\"field\":\"a\"} | rules[0].field: expected no such member, but rule"
            })
    void eachFaultIsNamedWithItsPlace(String rule, String fault) throws Exception {
        FaultyRulesException faulty = catchThrowableOfType(FaultyRulesException.class, () -> read(whole(rule)));

        assertThat(faulty.faults()).containsExactly(fault);
        assertThat(schema().validate(whole(rule), InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void allFaultsAreNamedAndNotTheFirstAlone() {
        FaultyRulesException faulty = catchThrowableOfType(
                FaultyRulesException.class,
                () -> read(
                        "{\"format\":\"2\",\"name\":1,\"rules\":[{\"rule\":\"trim\"},{\"rule\":\"x\"},{\"rule\":\"rename\",\"from\":\"a\",\"to\":\"a\"}]}"));

        assertThat(faulty.faults())
                .containsExactly(
                        "name: expected no such member, but format, rules",
                        "format: expected \"kafka-fetch-rules/1\"",
                        "rules[1].rule: expected set, divide, rename or trim",
                        "rules[2].to: expected another name than from");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"format\": | line 1, column 11: Unexpected end-of-input",
                "[] | the whole is not an object",
                "{\"format\":\"kafka-fetch-rules/1\"} | rules: expected an array of at least one rule",
                "{\"format\":\"kafka-fetch-rules/1\",\"rules\":[]} | rules: expected an array of at least one rule"
            })
    void whatIsNoFileOfRulesIsNamed(String json, String fault) {
        FaultyRulesException faulty = catchThrowableOfType(FaultyRulesException.class, () -> read(json));

        assertThat(faulty.faults()).singleElement().asString().startsWith(fault);
    }

    @ParameterizedTest
    @CsvSource({"device_type=unknown, set device_type", "a=, set a", "a=b=c, set a", "=b, ''", "a, ''"})
    void aSetIsReadFromAnOption(String text, String rule) {
        assertThat(RuleText.set(text).map(MendingRule::text).orElse("")).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource({"timestamp=1000, true", "a=1, false", "a=x, false", "a=-2, false", "a=1.5, false", "a, false"})
    void aDivisionIsReadFromAnOption(String text, boolean isRule) {
        assertThat(RuleText.divide(text).isPresent()).isEqualTo(isRule);
    }

    @ParameterizedTest
    @CsvSource({"os=device_type, true", "a=a, false", "a=, false", "=a, false", "a, false"})
    void aRenamingIsReadFromAnOption(String text, boolean isRule) {
        assertThat(RuleText.rename(text).isPresent()).isEqualTo(isRule);
    }
}
