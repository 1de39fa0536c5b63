package io.kafkafetch.bootstrap.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.rollup.Rollups;
import io.kafkafetch.application.rollup.Standing;
import io.kafkafetch.application.trouble.Severity;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.application.trouble.TroubleCode;
import io.micronaut.context.ApplicationContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Totals over all partitions, against a real broker: they are those of the feed, whatever becomes of who makes them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RollupTest {

    /** Kills of a merger in mid-work; more of them with {@code -Drollup.kills=20}. */
    private static final int KILLS = Integer.getInteger("rollup.kills", 3);

    private @Nullable KafkaCluster kafka;

    @BeforeAll
    void start() {
        kafka = KafkaCluster.embedded();
    }

    @AfterAll
    void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }

    private Scenario scenario(int partitions) throws Exception {
        return new Scenario(requireNonNull(kafka), partitions).set("kafka-fetch.rollups", "on");
    }

    private static void stopAndCheck(Scenario scenario) throws Exception {
        scenario.awaitRolledUp();
        scenario.stopAndCheck();
        RolledUp.check(scenario.feed(), scenario.rollups());
    }

    @Test
    void allPartitionsAddUp() throws Exception {
        try (Scenario scenario = scenario(6).generate(1, 3, 12_000)) {
            scenario.set("kafka-fetch.consumer-threads", 3).start();
            scenario.awaitRolledUp();
            scenario.generate(2, 3, 3_000);
            stopAndCheck(scenario);
        }
    }

    @Test
    void aRestartGoesOnWithTheTotalsBefore() throws Exception {
        try (Scenario scenario = scenario(2).generate(3, 3, 4_000)) {
            ApplicationContext first = scenario.start();
            scenario.awaitRolledUp();
            first.close();
            scenario.generate(4, 3, 4_000).start();
            stopAndCheck(scenario);
        }
    }

    @Test
    void whoeverMergesMayBeAwayAndCatchesUp() throws Exception {
        try (Scenario scenario = scenario(2).generate(5, 3, 4_000)) {
            scenario.set("kafka-fetch.rollups", "elsewhere").start();
            scenario.awaitAccounted();
            assertThat(scenario.rollups().standing()).isEqualTo(Standing.NONE);
            scenario.set("kafka-fetch.rollups", "on").start();
            stopAndCheck(scenario);
        }
    }

    @Test
    void aProcessOfItsOwnAddsUpWhatInstancesCount() throws Exception {
        try (Scenario scenario = scenario(2).generate(15, 3, 4_000)) {
            scenario.set("kafka-fetch.rollups", "elsewhere").start();
            try (ServiceProcess merger = ServiceProcess.startCommand(scenario.settings(), "rollup")) {
                Await.until(
                        "all is in the totals",
                        () -> scenario.rollups().standing().counted()
                                >= scenario.feed().accepted(),
                        merger::log);
                merger.terminate();
                assertThat(merger.exitCode(30)).isEqualTo(143);
            }
            stopAndCheck(scenario);
        }
    }

    @Test
    void anotherInstanceGoesOnForOneThatStops() throws Exception {
        try (Scenario scenario = scenario(4).generate(6, 3, 4_000)) {
            ApplicationContext first = scenario.start();
            scenario.awaitRolledUp();
            scenario.start();
            scenario.generate(7, 3, 4_000);
            first.close();
            stopAndCheck(scenario);
        }
    }

    @Test
    void failuresAndLostAnswersCountNothingTwice() throws Exception {
        try (Scenario scenario = scenario(3).generate(8, 3, 6_000)) {
            scenario.start(FaultPlan.losingAnswers(3));
            scenario.awaitRolledUp();
            for (int seed = 9; seed < 14; seed++) {
                scenario.generate(seed, 3, 500);
                scenario.awaitRolledUp();
            }
            stopAndCheck(scenario);
        }
    }

    @Test
    void aKilledMergersTotalsAreTakenOver() throws Exception {
        try (Scenario scenario = scenario(3)) {
            long seed = 20;
            for (int kill = 0; kill < KILLS; kill++) {
                try (ServiceProcess service = ServiceProcess.start(scenario.settings())) {
                    // Kills while it starts prove nothing: it publishes at least twice before.
                    for (int published = 0; published < 2; published++) {
                        scenario.generate(seed++, 3, 2_000 + 97 * kill);
                        long counted = scenario.rollups().standing().counted();
                        Await.until(
                                "more is published",
                                () -> scenario.rollups().standing().counted() > counted,
                                service::log);
                    }
                    service.kill();
                }
            }
            scenario.start();
            stopAndCheck(scenario);
        }
    }

    @Test
    void ofAFrozenMergerNothingIsPublishedAfterAnotherTookOver() throws Exception {
        try (Scenario scenario = scenario(2).generate(40, 3, 3_000)) {
            try (ServiceProcess frozen = ServiceProcess.start(scenario.settings())) {
                Await.until("it publishes", () -> scenario.rollups().standing().counted() > 0, frozen::log);
                frozen.freeze();
                scenario.generate(41, 3, 3_000);
                scenario.start();
                scenario.awaitRolledUp();
                frozen.thaw();
                scenario.generate(42, 3, 3_000);
                stopAndCheckBeside(scenario, frozen);
            }
        }
    }

    private static void stopAndCheckBeside(Scenario scenario, ServiceProcess other) throws Exception {
        scenario.awaitRolledUp();
        other.terminate();
        other.exitCode(30);
        scenario.stopAndCheck();
        RolledUp.check(scenario.feed(), scenario.rollups());
    }

    @Test
    void loginsThatAreReadAgainCountOnce() throws Exception {
        try (Scenario scenario = scenario(2).generate(50, 3, 4_000)) {
            ApplicationContext first = scenario.start();
            scenario.awaitRolledUp();
            first.close();
            Rollups before = scenario.rollups();
            forgetGroup(scenario);
            scenario.start();
            Await.until(
                    "all is read again",
                    () -> scenario.rollups().standing().replayed()
                            >= scenario.feed().accepted());
            scenario.generate(51, 3, 1_000);
            scenario.awaitRolledUp();

            Rollups after = scenario.rollups();
            assertThat(after.standing().missing()).isZero();
            assertThat(after.standing().replayed()).isEqualTo(before.standing().counted());
            assertThat(after.standing().counted()).isEqualTo(scenario.feed().accepted());
        }
    }

    @Test
    void talliesThatAreLostAreNoticed() throws Exception {
        try (Scenario scenario = scenario(1).generate(60, 3, 2_000)) {
            ApplicationContext first = scenario.start();
            scenario.awaitRolledUp();
            first.close();
            long counted = scenario.feed().accepted();
            scenario.generate(61, 3, 1_000).set("kafka-fetch.rollups", "off");
            ApplicationContext unseen = scenario.start();
            scenario.awaitAccounted();
            unseen.close();
            long missing = scenario.feed().accepted() - counted;
            scenario.generate(62, 3, 1_000).set("kafka-fetch.rollups", "on").start();
            Await.until(
                    "the rest is counted",
                    () -> scenario.rollups().standing().counted()
                            >= scenario.feed().accepted() - missing);

            assertThat(scenario.rollups().standing().missing()).isEqualTo(missing);
        }
    }

    @Test
    void totalsOfAnotherGroupAreNotMixedAndTheServiceGoesOn() throws Exception {
        try (Scenario scenario = scenario(1).generate(70, 3, 2_000)) {
            scenario.start();
            scenario.awaitRolledUp();
            Rollups before = scenario.rollups();
            ApplicationContext other = scenario.set("kafka-fetch.group-id", scenario.groupId() + "-other")
                    .start();
            TroubleBoard board = other.getBean(TroubleBoard.class);

            Await.until(
                    "it says why",
                    () -> board.present().stream()
                            .anyMatch(trouble -> trouble.fault().code() == TroubleCode.ROLLUPS_UNUSABLE));

            assertThat(board.present())
                    .filteredOn(trouble -> trouble.fault().code() == TroubleCode.ROLLUPS_UNUSABLE)
                    .allSatisfy(trouble -> {
                        assertThat(trouble.fault().severity()).isEqualTo(Severity.WARNING);
                        assertThat(trouble.fault().details()).contains("the rollups are of GROUP_ID=", "of its own");
                    });
            scenario.set("kafka-fetch.group-id", scenario.groupId().replace("-other", ""));
            assertThat(scenario.rollups().standing()).isEqualTo(before.standing());
        }
    }

    private static void forgetGroup(Scenario scenario) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", scenario.cluster()))) {
            Await.until("the group is empty and forgotten", () -> {
                try {
                    admin.deleteConsumerGroups(List.of(scenario.groupId()))
                            .all()
                            .get();
                    return true;
                } catch (ExecutionException notEmpty) {
                    return false;
                }
            });
        }
    }
}
