package io.kafkafetch.bootstrap.architecture;

import static io.kafkafetch.bootstrap.architecture.HouseRule.ADAPTERS_IMPORT_NO_OTHER_ADAPTER_BUT_FORMATS;
import static io.kafkafetch.bootstrap.architecture.HouseRule.ADAPTERS_USE_NO_JAVA_UTIL_LOGGING;
import static io.kafkafetch.bootstrap.architecture.HouseRule.ADAPTERS_WRITE_TO_NO_STANDARD_STREAM_BUT_THE_CONSOLE;
import static io.kafkafetch.bootstrap.architecture.HouseRule.APPLICATION_DEPENDS_ON_THE_DOMAIN_ALONE;
import static io.kafkafetch.bootstrap.architecture.HouseRule.DOMAIN_AND_APPLICATION_CARRY_NO_ANNOTATION_OF_A_FRAMEWORK;
import static io.kafkafetch.bootstrap.architecture.HouseRule.DOMAIN_AND_APPLICATION_READ_NO_CLOCK;
import static io.kafkafetch.bootstrap.architecture.HouseRule.DOMAIN_DEPENDS_ON_THE_JDK_ALONE;
import static io.kafkafetch.bootstrap.architecture.HouseRule.NOTHING_IMPORTS_BOOTSTRAP;
import static io.kafkafetch.bootstrap.architecture.HouseRule.NO_FIELD_IS_INJECTED;
import static io.kafkafetch.bootstrap.architecture.HouseRule.NO_ROOM_IS_CROWDED;
import static io.kafkafetch.bootstrap.architecture.HouseRule.ONLY_BOOTSTRAP_HAS_FACTORIES;
import static io.kafkafetch.bootstrap.architecture.HouseRule.ROOMS_OF_BOOTSTRAP_HAVE_NO_CIRCLE;
import static io.kafkafetch.bootstrap.architecture.HouseRule.ROOMS_OF_FILES_DEPEND_IN_ONE_DIRECTION;
import static io.kafkafetch.bootstrap.architecture.HouseRule.ROOMS_OF_HTTP_DEPEND_IN_ONE_DIRECTION;
import static io.kafkafetch.bootstrap.architecture.HouseRule.ROOMS_OF_KAFKA_DEPEND_IN_ONE_DIRECTION;
import static io.kafkafetch.bootstrap.architecture.HouseRule.ROOMS_OF_REGISTRIES_DEPEND_IN_ONE_DIRECTION;
import static io.kafkafetch.bootstrap.architecture.HouseRule.ROOMS_OF_THE_APPLICATION_DEPEND_IN_ONE_DIRECTION;
import static io.kafkafetch.bootstrap.architecture.HouseRule.ROOMS_OF_THE_DOMAIN_DEPEND_IN_ONE_DIRECTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.kafkafetch.bootstrap.architecture.brokenhouse.BrokenHouse;
import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.console.PrintsToTheTerminal;
import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.file.lines.UsesTheSource;
import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.file.source.Unpacks;
import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.http.live.state.UsesTheHub;
import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.json.ImportsAnotherAdapter;
import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.kafka.HasAFactory;
import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.kafka.ImportsMemory;
import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.kafka.InjectsAConfiguredField;
import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.kafka.InjectsAField;
import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.kafka.attic.LiesInNoRoomOfTheList;
import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.kafka.client.DecodesJson;
import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.kafka.client.UsesTheLedger;
import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.memory.ImportsBootstrap;
import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.memory.LogsWithTheJdk;
import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.memory.PrintsALine;
import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.memory.PrintsAStackTrace;
import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.memory.PrintsAnError;
import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.memory.crowd.OneOfTooMany;
import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.packed.UsesFiles;
import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.registry.format.AsksTheRegistry;
import io.kafkafetch.bootstrap.architecture.brokenhouse.application.batch.CommitsByItself;
import io.kafkafetch.bootstrap.architecture.brokenhouse.application.batch.KeepsTheRules;
import io.kafkafetch.bootstrap.architecture.brokenhouse.application.batch.ReadsNanoTime;
import io.kafkafetch.bootstrap.architecture.brokenhouse.application.batch.ReadsTheTimeByReference;
import io.kafkafetch.bootstrap.architecture.brokenhouse.application.batch.UsesAnAdapter;
import io.kafkafetch.bootstrap.architecture.brokenhouse.application.batch.UsesBootstrap;
import io.kafkafetch.bootstrap.architecture.brokenhouse.bootstrap.Wiring;
import io.kafkafetch.bootstrap.architecture.brokenhouse.bootstrap.config.UsesACommand;
import io.kafkafetch.bootstrap.architecture.brokenhouse.domain.login.Annotated;
import io.kafkafetch.bootstrap.architecture.brokenhouse.domain.login.ReadsTheMillis;
import io.kafkafetch.bootstrap.architecture.brokenhouse.domain.login.ReadsTheSystemsClock;
import io.kafkafetch.bootstrap.architecture.brokenhouse.domain.login.ReadsTheTime;
import io.kafkafetch.bootstrap.architecture.brokenhouse.domain.login.UsesAFramework;
import io.kafkafetch.bootstrap.architecture.brokenhouse.domain.login.UsesTheApplication;
import io.kafkafetch.bootstrap.architecture.brokenhouse.domain.login.UsesTheCounts;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The house keeps its rules, and every rule is seen to reject what breaks it. */
class ArchitectureTest {

    private static final String ROOT = "io.kafkafetch";
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static final String BROKEN_ROOT = BrokenHouse.class.getPackageName();
    private static final JavaClasses BROKEN_HOUSE = new ClassFileImporter().importPackages(BROKEN_ROOT);

    @ParameterizedTest
    @EnumSource
    void theHouseKeepsTheRule(HouseRule rule) {
        rule.under(ROOT).check(HOUSE);
    }

    @ParameterizedTest
    @MethodSource("offences")
    void theRuleRejectsAClassThatBreaksIt(HouseRule rule, Class<?> offender) {
        assertThat(rejectionsBy(rule)).anyMatch(line -> names(offender, line));
    }

    @Test
    void everyRuleIsSeenToRejectSomething() {
        Set<Object> seen = offences().map(offence -> offence.get()[0]).collect(Collectors.toSet());

        assertThat(seen).containsExactlyInAnyOrderElementsOf(EnumSet.allOf(HouseRule.class));
    }

    @ParameterizedTest
    @EnumSource
    void aClassThatKeepsTheRulesIsNotRejected(HouseRule rule) {
        List<Class<?>> lawful =
                List.of(KeepsTheRules.class, DecodesJson.class, Unpacks.class, PrintsToTheTerminal.class, Wiring.class);

        assertThat(rejectionsBy(rule)).noneMatch(line -> lawful.stream().anyMatch(keeper -> isOriginOf(keeper, line)));
    }

    @ParameterizedTest
    @EnumSource
    void aRuleThatFindsNothingToCheckFails(HouseRule rule) {
        assertThatThrownBy(() -> rule.under("io.nowhere").check(HOUSE)).isInstanceOf(AssertionError.class);
    }

    static Stream<Arguments> offences() {
        return Stream.of(
                arguments(DOMAIN_DEPENDS_ON_THE_JDK_ALONE, UsesAFramework.class),
                arguments(DOMAIN_DEPENDS_ON_THE_JDK_ALONE, UsesTheApplication.class),
                arguments(APPLICATION_DEPENDS_ON_THE_DOMAIN_ALONE, UsesAnAdapter.class),
                arguments(ADAPTERS_IMPORT_NO_OTHER_ADAPTER_BUT_FORMATS, ImportsMemory.class),
                arguments(ADAPTERS_IMPORT_NO_OTHER_ADAPTER_BUT_FORMATS, ImportsAnotherAdapter.class),
                arguments(ADAPTERS_IMPORT_NO_OTHER_ADAPTER_BUT_FORMATS, UsesFiles.class),
                arguments(ROOMS_OF_BOOTSTRAP_HAVE_NO_CIRCLE, UsesACommand.class),
                arguments(NOTHING_IMPORTS_BOOTSTRAP, ImportsBootstrap.class),
                arguments(NOTHING_IMPORTS_BOOTSTRAP, UsesBootstrap.class),
                arguments(DOMAIN_AND_APPLICATION_CARRY_NO_ANNOTATION_OF_A_FRAMEWORK, Annotated.OnTheClass.class),
                arguments(DOMAIN_AND_APPLICATION_CARRY_NO_ANNOTATION_OF_A_FRAMEWORK, Annotated.OnAField.class),
                arguments(DOMAIN_AND_APPLICATION_CARRY_NO_ANNOTATION_OF_A_FRAMEWORK, Annotated.OnAMethod.class),
                arguments(DOMAIN_AND_APPLICATION_CARRY_NO_ANNOTATION_OF_A_FRAMEWORK, Annotated.OnAConstructor.class),
                arguments(DOMAIN_AND_APPLICATION_CARRY_NO_ANNOTATION_OF_A_FRAMEWORK, Annotated.OnAParameter.class),
                arguments(DOMAIN_AND_APPLICATION_CARRY_NO_ANNOTATION_OF_A_FRAMEWORK, Annotated.OnAComponent.class),
                arguments(ONLY_BOOTSTRAP_HAS_FACTORIES, HasAFactory.class),
                arguments(NO_FIELD_IS_INJECTED, InjectsAField.class),
                arguments(NO_FIELD_IS_INJECTED, InjectsAConfiguredField.class),
                arguments(ADAPTERS_WRITE_TO_NO_STANDARD_STREAM_BUT_THE_CONSOLE, PrintsALine.class),
                arguments(ADAPTERS_WRITE_TO_NO_STANDARD_STREAM_BUT_THE_CONSOLE, PrintsAnError.class),
                arguments(ADAPTERS_WRITE_TO_NO_STANDARD_STREAM_BUT_THE_CONSOLE, PrintsAStackTrace.class),
                arguments(ADAPTERS_USE_NO_JAVA_UTIL_LOGGING, LogsWithTheJdk.class),
                arguments(NO_ROOM_IS_CROWDED, OneOfTooMany.class),
                arguments(ROOMS_OF_THE_DOMAIN_DEPEND_IN_ONE_DIRECTION, UsesTheCounts.class),
                arguments(ROOMS_OF_THE_APPLICATION_DEPEND_IN_ONE_DIRECTION, CommitsByItself.class),
                arguments(ROOMS_OF_KAFKA_DEPEND_IN_ONE_DIRECTION, UsesTheLedger.class),
                arguments(ROOMS_OF_KAFKA_DEPEND_IN_ONE_DIRECTION, LiesInNoRoomOfTheList.class),
                arguments(ROOMS_OF_KAFKA_DEPEND_IN_ONE_DIRECTION, ImportsMemory.class),
                arguments(ROOMS_OF_FILES_DEPEND_IN_ONE_DIRECTION, UsesTheSource.class),
                arguments(ROOMS_OF_HTTP_DEPEND_IN_ONE_DIRECTION, UsesTheHub.class),
                arguments(ROOMS_OF_REGISTRIES_DEPEND_IN_ONE_DIRECTION, AsksTheRegistry.class),
                arguments(DOMAIN_AND_APPLICATION_READ_NO_CLOCK, ReadsTheTime.class),
                arguments(DOMAIN_AND_APPLICATION_READ_NO_CLOCK, ReadsTheMillis.class),
                arguments(DOMAIN_AND_APPLICATION_READ_NO_CLOCK, ReadsTheSystemsClock.class),
                arguments(DOMAIN_AND_APPLICATION_READ_NO_CLOCK, ReadsNanoTime.class),
                arguments(DOMAIN_AND_APPLICATION_READ_NO_CLOCK, ReadsTheTimeByReference.class));
    }

    @Test
    void aRoomMayNotUseOneThatIsListedBehindIt() {
        assertThatThrownBy(() -> Rooms.of("upstairs: downstairs\ndownstairs:"))
                .hasMessage("uses a room that is not listed before it: upstairs: downstairs");
    }

    private static List<String> rejectionsBy(HouseRule rule) {
        return rule.under(BROKEN_ROOT).evaluate(BROKEN_HOUSE).getFailureReport().getDetails();
    }

    private static boolean names(Class<?> type, String line) {
        return Pattern.compile("\\b" + Pattern.quote(type.getName()) + "\\b")
                .matcher(line)
                .find();
    }

    /** Whether the line is about this class: it ends with the source it speaks of, {@code (Wiring.java:0)}. */
    private static boolean isOriginOf(Class<?> type, String line) {
        return line.contains("(" + type.getSimpleName() + ".java:");
    }
}
