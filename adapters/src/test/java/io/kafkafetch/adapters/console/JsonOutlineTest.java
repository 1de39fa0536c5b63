package io.kafkafetch.adapters.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonOutlineTest {

    @Test
    void anAnswerOfHealthIsALineAThing() {
        assertThat(JsonOutline.of("kafka-fetch", """
                {"name":"kafka-fetch","status":"DOWN","details":{
                  "lanes":{"name":"kafka-fetch","status":"UP","details":{"lane-0":"reading","since":12}},
                  "kafka":{"status":"DOWN","details":{"error":"away\\u001b[31m","brokers":["a:1",{"id":2}]}}}}
                """))
                .hasValueSatisfying(lines -> assertThat(lines)
                        .containsExactly(
                                "kafka-fetch: DOWN",
                                "  lanes: UP",
                                "    lane-0: reading",
                                "    since: 12",
                                "  kafka: DOWN",
                                "    error: away?[31m",
                                "    brokers:",
                                "      - a:1",
                                "      -",
                                "        id: 2"));
    }

    @Test
    void whatIsNoObjectHasNoOutline() {
        assertThat(JsonOutline.of("x", "")).isEmpty();
        assertThat(JsonOutline.of("x", "<html>")).isEmpty();
        assertThat(JsonOutline.of("x", "{\"cut\":")).isEmpty();
        assertThat(JsonOutline.of("x", "[1]")).isEmpty();
    }
}
