package io.kafkafetch.adapters.json.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.audit.evidence.Difference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDifferenceTest {

    private static final String EXPECTED = "{\"a\":1,\"b\":{\"c\":[1,{\"d\":\"RI\"}]}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":2,\"b\":{\"c\":[1,{\"d\":\"RI\"}]}}      | a         | 1          | 2",
                "{\"a\":\"x\",\"b\":{\"c\":[1,{\"d\":\"RI\"}]}}  | a         | 1          | another",
                "{\"b\":{\"c\":[1,{\"d\":\"RI\"}]}}              | a         | 1          | none",
                "{\"a\":1,\"b\":{\"c\":[1,{\"d\":\"secret\"}]}}  | b.c[1].d  | RI         | another",
                "{\"a\":1,\"b\":{\"c\":[1]}}                     | b.c       | 2 elements | 1",
                "{\"a\":1,\"b\":7}                               | b         | ``         | 7",
                "{\"a\":1,\"b\":{\"c\":[1,{\"d\":\"RI\"}],\"secret\":1}} | b | ``         | 1 more members",
                "[]                                              | value     | of JSON    | no JSON object"
            })
    void theFirstDifferenceIsNamedAndTextsThatAreThereAreNotShown(
            String there, String field, String expected, String found) {
        assertThat(JsonDifference.of(EXPECTED.getBytes(UTF_8), there.getBytes(UTF_8)))
                .contains(new Difference(field, expected, found));
    }

    @Test
    void theSameBytesDoNotDifferAndOtherSpellingsDo() {
        assertThat(JsonDifference.of(EXPECTED.getBytes(UTF_8), EXPECTED.getBytes(UTF_8)))
                .isEmpty();
        assertThat(JsonDifference.of(EXPECTED.getBytes(UTF_8), (EXPECTED + " ").getBytes(UTF_8)))
                .contains(new Difference("value", "as it is written", "other spelling, the same content"));
    }
}
