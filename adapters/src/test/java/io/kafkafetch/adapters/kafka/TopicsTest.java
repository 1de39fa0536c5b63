package io.kafkafetch.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.Board;
import io.kafkafetch.adapters.broker.EmbeddedBroker;
import io.kafkafetch.adapters.kafka.Topics.Creation;
import io.kafkafetch.adapters.kafka.Topics.UnusableClusterException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which topics are required, and which are made. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TopicsTest {

    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final Optional<Creation> NO_CREATION = Optional.empty();
    private static final Optional<Creation> CREATION = Optional.of(new Creation(2, (short) -1));

    private static EmbeddedBroker broker;

    private final Board board = new Board();

    private final String id = "-" + TESTS.incrementAndGet();
    private final String input = "user-login" + id;
    private final String output = "insights" + id;
    private final String dlq = "user-login-dlq" + id;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = EmbeddedBroker.startTemporary(0);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private Topics topics(Optional<Creation> creation, String... used) {
        return new Topics(TopicsTest::admin, "here:9092", input, output, dlq, List.of(used), creation, board.board);
    }

    /** What the broker tells of them now: a topic that was just created is told of a moment later. */
    private Set<String> present() throws Exception {
        try (Admin admin = admin()) {
            Set<String> names = admin.listTopics().names().get();
            names.retainAll(Set.of(input, output, dlq));
            return names;
        }
    }

    @Test
    void aTopicThatIsNotUsedMayBeMissing() throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(input, 1, (short) 1))).all().get();
        }

        Await.until("it is there", () -> !present().isEmpty());

        topics(NO_CREATION, input).await();

        assertThat(present()).containsExactly(input);
    }

    @Test
    void allThatAreUsedAndMissingAreNamedInOneMessage() {
        assertThatThrownBy(() -> topics(NO_CREATION, output, dlq).await())
                .isInstanceOf(UnusableClusterException.class)
                .hasMessage("topics missing at here:9092: " + output + ", " + dlq
                        + ". Create them (kafka-topics --create), or let kafka-fetch do it with CREATE_TOPICS=true");
    }

    @Test
    void onlyTopicsThatAreUsedAreCreated() throws Exception {
        topics(CREATION, output, dlq).await();

        Await.until("just these are there", () -> present().equals(Set.of(output, dlq)));
    }

    @Test
    void withoutAChoiceAllThreeAreUsed() throws Exception {
        new Topics(TopicsTest::admin, "here:9092", input, output, dlq, CREATION, board.board).await();

        Await.until("all are there", () -> present().equals(Set.of(input, output, dlq)));
    }

    @Test
    void noneOrATopicThatIsNoneOfTheThreeCannotBeUsed() {
        assertThatThrownBy(() -> topics(CREATION)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> topics(CREATION, input, "another"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not some of the three topics: [" + input + ", another]");
    }
}
