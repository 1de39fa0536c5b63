package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.kafkafetch.adapters.broker.SecuredBroker;
import io.kafkafetch.adapters.broker.SecuredBroker.Listener;
import io.kafkafetch.adapters.kafka.rights.Resource;
import io.kafkafetch.adapters.kafka.rights.Right;
import io.kafkafetch.adapters.kafka.rights.Rights;
import io.kafkafetch.adapters.kafka.rights.Use;
import io.kafkafetch.application.letter.census.LetterCensus;
import io.kafkafetch.application.letter.census.LetterCounts;
import io.kafkafetch.application.trouble.Severity;
import io.kafkafetch.application.trouble.Trouble;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.bootstrap.service.Service;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * The table of rights in docs/CONFIGURATION.md: with exactly these everything works, and without any one of them the service
 * says which. All services run side by side on one broker, each as a user of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsTest {

    /** A service that uses all there is, by HTTP. */
    private static final Set<Use> SERVICE =
            EnumSet.of(Use.READING, Use.PUBLISHING, Use.WARNINGS, Use.LIVE_PAGE, Use.SENDING, Use.TALLIES, Use.MERGING);

    private static final Set<Use> TOPIC_TO_TOPIC = EnumSet.of(Use.READING, Use.PUBLISHING);
    private static final Set<Use> FILE_TO_TOPIC = EnumSet.of(Use.FILE, Use.PUBLISHING);
    private static final Optional<Right> NONE = Optional.empty();
    private static final int LOGINS = 200;

    private final List<Scenario> scenarios = new ArrayList<>();
    private @Nullable SecuredBroker broker;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    void start() throws Exception {
        broker = SecuredBroker.start();
    }

    @AfterAll
    void stop() throws Exception {
        for (Scenario scenario : scenarios) {
            scenario.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    /** A service as a user who may not do this. */
    private record Case(Optional<Right> without, Scenario scenario, ApplicationContext service) {

        List<Trouble> troubles() {
            return service.getBean(TroubleBoard.class).present();
        }

        String said() {
            return troubles() + " started " + service.getBean(Service.class).started() + " published "
                    + scenario.published().events() + " of " + scenario.feed().accepted();
        }

        void awaitPublished(long more) throws Exception {
            Await.until(
                    "all logins are published",
                    () -> scenario.published().events() >= scenario.feed().accepted() + more,
                    this::said);
        }

        /** Somebody is refused access to this, for as long as he is: it is over and begins again at no time. */
        void awaitDenied(String subject, Severity severity) throws Exception {
            Await.until("access is refused", () -> isDenied(subject, severity), this::said);
            for (int look = 0; look < 20; look++) {
                Thread.sleep(50);
                assertThat(isDenied(subject, severity)).as(this::said).isTrue();
            }
        }

        private boolean isDenied(String subject, Severity severity) {
            return troubles().stream()
                    .map(Trouble::fault)
                    .anyMatch(fault -> fault.code() == TroubleCode.ACCESS_DENIED
                            && fault.severity() == severity
                            && fault.subject().equals(subject));
        }

        void awaitNotStarted(String line) throws Exception {
            Await.until(
                    "it does not start",
                    () -> service.getBean(Service.class).started().isCompletedExceptionally(),
                    this::said);
            assertThat(service.getBean(Service.class).started().exceptionNow()).hasMessageContaining(line);
        }

        HttpResponse<String> post() throws Exception {
            try (HttpClient client = HttpClient.newHttpClient()) {
                return client.send(
                        HttpRequest.newBuilder(service.getBean(EmbeddedServer.class)
                                        .getURI()
                                        .resolve("/api/logins"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(
                                        Golden.logins().getFirst()))
                                .build(),
                        BodyHandlers.ofString(UTF_8));
            }
        }
    }

    // ---- a service

    @TestFactory
    Stream<DynamicTest> aServiceNeedsEachRightOfTheTableAndNoOther() throws Exception {
        List<Case> cases = new ArrayList<>();
        for (Optional<Right> right : noneAndEachOf(SERVICE)) {
            Scenario scenario = scenario(SERVICE, right)
                    .set("kafka-fetch.source", "http")
                    .set("kafka-fetch.rollups", "on")
                    .set("micronaut.server.port", -1)
                    .generate(41, 3, LOGINS);
            Case made = new Case(right, scenario, scenario.start());
            made.service().getBean(EmbeddedServer.class).start();
            cases.add(made);
        }
        return cases.stream().map(made -> dynamicTest(name(made.without()), () -> check(made)));
    }

    private static void check(Case made) throws Exception {
        if (made.without().isEmpty()) {
            assertThat(made.post().statusCode()).isEqualTo(200);
            works(made, 1);
            return;
        }
        Right right = made.without().get();
        String subject = right.resource() == Resource.TRANSACTIONAL_IDS
                ? "transactional ids with the group's id as prefix"
                : right.resource().text(made.scenario().pipeline());
        switch (right.operation()) {
            case DESCRIBE_CONFIGS -> works(made, 0);
            case WRITE -> {
                switch (right.resource()) {
                    case INPUT_TOPIC -> {
                        HttpResponse<String> refused = made.post();
                        assertThat(refused.statusCode()).isEqualTo(503);
                        assertThat(refused.body()).contains("\"code\":\"inbox-failed\"", "\"kept\":0");
                        works(made, 0);
                    }
                    case ROLLUPS_TOPIC -> worksWithout(made, subject);
                    default -> made.awaitDenied(subject, Severity.DOWN);
                }
            }
            default -> {
                if (right.resource() == Resource.GROUP || right.resource() == Resource.INPUT_TOPIC) {
                    made.awaitDenied(subject, Severity.DOWN);
                } else {
                    worksWithout(made, subject);
                }
            }
        }
    }

    private static void works(Case made, long posted) throws Exception {
        made.awaitPublished(posted);
        Await.until(
                "all logins are in the totals",
                () -> made.scenario().rollups().standing().counted()
                        >= made.scenario().feed().accepted() + posted,
                made::said);
        Await.until("nothing is wrong", () -> made.troubles().isEmpty(), made::said);
    }

    /** Insights are published all the same. */
    private static void worksWithout(Case made, String subject) throws Exception {
        made.awaitPublished(0);
        made.awaitDenied(subject, Severity.WARNING);
    }

    // ---- topics that a user does not see

    @TestFactory
    Stream<DynamicTest> aTopicThatMayNotBeDescribedEndsTheStartWithItsName() throws Exception {
        List<Case> cases = new ArrayList<>();
        for (Optional<Right> right : noneAndEachOf(TOPIC_TO_TOPIC)) {
            if (right.filter(gone -> !gone.resource().isTopic()).isEmpty()) {
                Scenario scenario = scenario(TOPIC_TO_TOPIC, right)
                        .set("kafka-fetch.live-view", false)
                        .set("kafka-fetch.rollups", "off")
                        .generate(42, 3, LOGINS);
                cases.add(new Case(right, scenario, scenario.start()));
            }
        }
        return cases.stream()
                .map(made -> dynamicTest(name(made.without()), () -> {
                    if (made.without().isEmpty()) {
                        made.awaitPublished(0);
                        assertThat(made.troubles()).isEmpty();
                    } else {
                        made.awaitNotStarted("shows this user no topic "
                                + made.without()
                                        .get()
                                        .resource()
                                        .name(made.scenario().pipeline())
                                + " (Describe is not allowed); grant this user the rights in the table of ACLs");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> aTopicThatMayNotBeCreatedEndsTheStartWithItsName() throws Exception {
        Set<Use> uses = EnumSet.copyOf(TOPIC_TO_TOPIC);
        uses.add(Use.CREATING);
        Right create = new Right(Resource.DLQ_TOPIC, AclOperation.CREATE);
        List<Case> cases = new ArrayList<>();
        for (Optional<Right> right : List.of(NONE, Optional.of(create))) {
            Scenario scenario = scenario(uses, right)
                    .set("kafka-fetch.live-view", false)
                    .set("kafka-fetch.rollups", "off")
                    .set("kafka-fetch.create-topics", true);
            scenario.admin()
                    .deleteTopics(List.of(scenario.deadLetterTopic()))
                    .all()
                    .get();
            Await.until("it is gone", () -> !isThere(scenario));
            cases.add(new Case(right, scenario, scenario.start()));
        }
        return cases.stream()
                .map(made -> dynamicTest(name(made.without()), () -> {
                    if (made.without().isEmpty()) {
                        Await.until("it is created", () -> isThere(made.scenario()), made::said);
                        made.scenario().generate(43, 3, LOGINS);
                        made.awaitPublished(0);
                    } else {
                        made.awaitNotStarted("does not let this user Create topic "
                                + made.scenario().deadLetterTopic()
                                + "; grant this user the rights in the table of ACLs");
                    }
                }));
    }

    private static boolean isThere(Scenario scenario) throws Exception {
        return scenario.admin().listTopics().names().get().contains(scenario.deadLetterTopic());
    }

    // ---- dead letters

    /** What the census logs, of all services of this class. */
    private static final class CensusLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
        private final Logger logger = (Logger) LoggerFactory.getLogger("io.kafkafetch.adapters.kafka.census");
        private final List<String> lines = new CopyOnWriteArrayList<>();

        CensusLines() {
            start();
            logger.addAppender(this);
        }

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }

        List<String> of(Scenario scenario) {
            return lines.stream()
                    .filter(line -> line.contains(scenario.deadLetterTopic()))
                    .toList();
        }

        @Override
        public void close() {
            logger.detachAppender(this);
        }
    }

    @Test
    void withoutTheRightToReadThemItIsNotKnownHowManyDeadLettersAreOpenAndNothingElseFails() throws Exception {
        Scenario scenario = scenario(TOPIC_TO_TOPIC, NONE)
                .set("kafka-fetch.live-view", false)
                .set("kafka-fetch.rollups", "off")
                .generate(44, 20, LOGINS);
        try (CensusLines lines = new CensusLines()) {
            Case made = new Case(NONE, scenario, scenario.start());
            LetterCensus census = made.service().getBean(LetterCensus.class);
            made.awaitPublished(0);
            Await.until("it says so", () -> !lines.of(scenario).isEmpty(), made::said);
            assertThat(lines.of(scenario))
                    .singleElement()
                    .asString()
                    .contains("Kafka does not allow access: topic " + scenario.deadLetterLogTopic());
            assertThat(census.counts()).isEmpty();
            assertThat(made.troubles()).isEmpty();

            for (Right right : Rights.of(EnumSet.of(Use.LETTERS))) {
                requireNonNull(broker)
                        .allow(
                                "user-of-" + scenario.groupId(),
                                right.resource().pattern(scenario.pipeline()),
                                Set.of(right.operation()));
            }
            Await.until(
                    "all of them are counted",
                    () -> census.counts().map(LetterCounts::open).orElse(0L)
                            >= scenario.feed().rejected(),
                    () -> census.counts() + "\n" + lines.of(scenario));
            assertThat(lines.of(scenario)).hasSize(1);
        }
    }

    // ---- a file into Kafka

    @TestFactory
    Stream<DynamicTest> aFileIntoKafkaNeedsTheRightsOfItsRow() throws Exception {
        Path file = folder.resolve("logins.jsonl");
        Files.write(
                file,
                Golden.logins().stream().map(login -> new String(login, UTF_8)).toList());
        List<Case> cases = new ArrayList<>();
        for (Optional<Right> right : noneAndEachOf(FILE_TO_TOPIC)) {
            if (right.isEmpty() || right.get().operation() == AclOperation.READ) {
                Scenario scenario = scenario(FILE_TO_TOPIC, right)
                        .set("kafka-fetch.source", "file")
                        .set("kafka-fetch.source-file", file)
                        .set("kafka-fetch.live-view", false)
                        .set("kafka-fetch.rollups", "off");
                cases.add(new Case(right, scenario, scenario.start()));
            }
        }
        return cases.stream()
                .map(made -> dynamicTest(name(made.without()), () -> {
                    if (made.without().isEmpty()) {
                        Await.until(
                                "all lines are accounted for",
                                () -> made.scenario().published().events()
                                                + made.scenario()
                                                        .published()
                                                        .deadLetters()
                                                        .size()
                                        >= Golden.logins().size(),
                                made::said);
                    } else {
                        made.awaitDenied(
                                made.without()
                                        .get()
                                        .resource()
                                        .text(made.scenario().pipeline()),
                                Severity.DOWN);
                    }
                }));
    }

    // ---- generate

    @Test
    void generateNeedsToWriteToTheInputTopicAlone() throws Exception {
        Scenario allowed = scenario(EnumSet.of(Use.SENDING), NONE);
        Scenario denied = scenario(Set.of(), NONE);
        try (SecuredService writes =
                        SecuredService.start(SecuredService.environment(allowed), "generate", "--count", "10");
                SecuredService refused =
                        SecuredService.start(SecuredService.environment(denied), "generate", "--count", "10")) {
            assertThat(writes.exitCode()).as(writes.said()).isZero();
            assertThat(refused.exitCode()).as(refused.said()).isEqualTo(3);
            assertThat(refused.said().lines().filter(line -> line.startsWith("kafka-fetch: ")))
                    .singleElement()
                    .asString()
                    .contains("shows this user no topic " + denied.inputTopic() + " (Describe is not allowed)");
        }
    }

    // ---- verify

    @TestFactory
    Stream<DynamicTest> verifyNeedsTheRightsOfItsRows() {
        return noneAndEachOf(EnumSet.of(Use.VERIFYING)).stream()
                .map(without -> dynamicTest(name(without), () -> {
                    Scenario scenario = scenario(EnumSet.of(Use.VERIFYING), without);
                    try (SecuredService verify = SecuredService.start(SecuredService.environment(scenario), "verify")) {
                        assertThat(verify.exitCode()).as(verify.said()).isEqualTo(3);
                        assertThat(verify.said().lines().filter(line -> line.startsWith("kafka-fetch: ")))
                                .singleElement()
                                .asString()
                                .contains(without.map(right -> right.resource().name(scenario.pipeline()))
                                        .orElse("no tally of GROUP_ID=" + scenario.groupId()));
                        assertThat(verify.said().contains("no tally of")).isEqualTo(without.isEmpty());
                    }
                }));
    }

    // ---- offsets

    @TestFactory
    Stream<DynamicTest> whoShowsOffsetsNeedsEachRightOfItsRowAndNoOther() {
        return offsets(EnumSet.of(Use.POSITIONS), "show");
    }

    @TestFactory
    Stream<DynamicTest> whoMovesOffsetsNeedsEachRightOfItsRowAndNoOther() {
        return offsets(EnumSet.of(Use.MOVING), "reset", "--to-latest", "--execute");
    }

    @TestFactory
    Stream<DynamicTest> whoRestoresOffsetsNeedsToReadTallies() {
        return offsets(EnumSet.of(Use.MOVING, Use.RESTORING), "restore", "--execute")
                .filter(test -> test.getDisplayName().contains("TALLIES_TOPIC")
                        || test.getDisplayName().equals(name(NONE)));
    }

    private Stream<DynamicTest> offsets(Set<Use> uses, String... arguments) {
        String[] command =
                Stream.concat(Stream.of("offsets"), Stream.of(arguments)).toArray(String[]::new);
        return noneAndEachOf(uses).stream()
                .map(without -> dynamicTest(name(without), () -> {
                    Scenario scenario = scenario(uses, without);
                    try (SecuredService offsets = SecuredService.start(SecuredService.environment(scenario), command)) {
                        assertThat(offsets.exitCode()).as(offsets.said()).isEqualTo(without.isEmpty() ? 0 : 3);
                        without.ifPresent(
                                right -> assertThat(said(offsets).filter(line -> line.startsWith("kafka-fetch: ")))
                                        .singleElement()
                                        .asString()
                                        .contains(
                                                right.resource().name(scenario.pipeline()),
                                                "the table of ACLs in docs/CONFIGURATION.md"));
                    }
                }));
    }

    private static Stream<String> said(SecuredService service) {
        try {
            return service.said().lines();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    // ---- users

    private static List<Optional<Right>> noneAndEachOf(Set<Use> uses) {
        return Stream.concat(Stream.of(NONE), Rights.of(uses).stream().map(Optional::of))
                .collect(Collectors.toList());
    }

    private static String name(Optional<Right> without) {
        return without.map(right -> "without " + right.operation() + " on " + right.resource())
                .orElse("with all");
    }

    /** Topics, and a user who has all rights of these uses but this one. */
    private Scenario scenario(Set<Use> uses, Optional<Right> without) throws Exception {
        SecuredBroker secured = requireNonNull(broker);
        Scenario scenario = new Scenario(secured.plain(), 1);
        scenarios.add(scenario);
        String user = "user-of-" + scenario.groupId();
        secured.addUser(user, "password-of-" + user);
        for (Right right : Rights.of(uses)) {
            if (!without.equals(Optional.of(right))) {
                secured.allow(user, right.resource().pattern(scenario.pipeline()), Set.of(right.operation()));
            }
        }
        scenario.set("kafka.bootstrap.servers", secured.address(Listener.SASL));
        secured.clientSettings(user, "password-of-" + user)
                .forEach((name, value) -> scenario.set("kafka." + name, value));
        return scenario;
    }
}
