package io.kafkafetch.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.bootstrap.config.Route.Inbox;
import io.kafkafetch.bootstrap.config.Route.Reader;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {

    @ParameterizedTest
    @CsvSource({
        "KAFKA, KAFKA,   LANES,  NONE,            INPUT OUTPUT DEAD_LETTERS",
        "KAFKA, FILE,    LANES,  NONE,            INPUT",
        "KAFKA, CONSOLE, LANES,  NONE,            INPUT",
        "FILE,  KAFKA,   FILE,   NONE,            OUTPUT DEAD_LETTERS",
        "FILE,  FILE,    FILE,   NONE,            ''",
        "FILE,  CONSOLE, FILE,   NONE,            ''",
        "HTTP,  KAFKA,   LANES,  TOPIC,           INPUT OUTPUT DEAD_LETTERS",
        "HTTP,  FILE,    FILE,   SPOOL,           ''",
        "HTTP,  CONSOLE, FILE,   TEMPORARY_SPOOL, ''",
        "NONE,  KAFKA,   NOBODY, NONE,            INPUT",
        "NONE,  CONSOLE, NOBODY, NONE,            INPUT"
    })
    void readerInboxAndTopicsFollowFromSourceAndSink(
            Source source, Sink sink, Reader reader, Inbox inbox, String topics) {
        Route route = new Route(source, sink);

        assertThat(route.reader()).isEqualTo(reader);
        assertThat(route.inbox()).isEqualTo(inbox);
        assertThat(route.topics().stream().map(Enum::name).collect(Collectors.joining(" ")))
                .isEqualTo(topics);
    }
}
