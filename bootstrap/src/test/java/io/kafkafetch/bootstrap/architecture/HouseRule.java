package io.kafkafetch.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What holds in all of the house. A rule speaks of packages under a root, so that it can be held against the house and
 * against {@link io.kafkafetch.bootstrap.architecture.brokenhouse one that breaks it}. A rule that finds nothing to
 * check fails.
 */
enum HouseRule {
    DOMAIN_DEPENDS_ON_THE_JDK_ALONE {
        @Override
        ArchRule under(String root) {
            return classes()
                    .that()
                    .resideInAPackage(root + ".domain..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(root + ".domain..", "java..", "org.jspecify..");
        }
    },
    APPLICATION_DEPENDS_ON_THE_DOMAIN_ALONE {
        @Override
        ArchRule under(String root) {
            return classes()
                    .that()
                    .resideInAPackage(root + ".application..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(root + ".application..", root + ".domain..", "java..", "org.jspecify..");
        }
    },
    ADAPTERS_IMPORT_NO_OTHER_ADAPTER_BUT_FORMATS {
        @Override
        ArchRule under(String root) {
            return slices().matching(root + ".adapters.(*)..")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(
                            alwaysTrue(),
                            resideInAnyPackage(
                                    root + ".adapters.json..",
                                    root + ".adapters.packed..",
                                    root + ".adapters.payload..",
                                    root + ".adapters.reread..",
                                    root + ".adapters.pem..",
                                    root + ".adapters.registry",
                                    root + ".adapters.registry.format..",
                                    root + ".adapters.users.."));
        }
    },
    NOTHING_IMPORTS_BOOTSTRAP {
        @Override
        ArchRule under(String root) {
            return noClasses()
                    .that()
                    .resideInAnyPackage(root + ".domain..", root + ".application..", root + ".adapters..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(root + ".bootstrap..");
        }
    },
    ROOMS_OF_BOOTSTRAP_HAVE_NO_CIRCLE {
        @Override
        ArchRule under(String root) {
            return slices().matching(root + ".bootstrap.(*)..").should().beFreeOfCycles();
        }
    },
    DOMAIN_AND_APPLICATION_CARRY_NO_ANNOTATION_OF_A_FRAMEWORK {
        @Override
        ArchRule under(String root) {
            return classes()
                    .that()
                    .resideInAnyPackage(root + ".domain..", root + ".application..")
                    .should(carryAnnotationsOnlyFrom("java.lang", "org.jspecify.annotations"));
        }
    },
    ONLY_BOOTSTRAP_HAS_FACTORIES {
        @Override
        ArchRule under(String root) {
            return noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .and()
                    .resideOutsideOfPackage(root + ".bootstrap..")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("io.micronaut.context.annotation.Factory");
        }
    },
    NO_FIELD_IS_INJECTED {
        @Override
        ArchRule under(String root) {
            return noFields()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(root + "..")
                    .should()
                    .beAnnotatedWith(describe(
                            "an annotation that injects",
                            (JavaAnnotation<?> annotation) ->
                                    INJECTING.contains(annotation.getRawType().getName())));
        }
    },
    ADAPTERS_WRITE_TO_NO_STANDARD_STREAM_BUT_THE_CONSOLE {
        @Override
        ArchRule under(String root) {
            return noClasses()
                    .that()
                    .resideInAPackage(root + ".adapters..")
                    .and()
                    .resideOutsideOfPackage(root + ".adapters.console..")
                    .should(ACCESS_STANDARD_STREAMS);
        }
    },
    ADAPTERS_USE_NO_JAVA_UTIL_LOGGING {
        @Override
        ArchRule under(String root) {
            return noClasses()
                    .that()
                    .resideInAPackage(root + ".adapters..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("java.util.logging..");
        }
    },
    NO_ROOM_IS_CROWDED {
        @Override
        ArchRule under(String root) {
            return classes().that().resideInAPackage(root + "..").should(shareTheirRoomWithFewOthers());
        }
    },
    ROOMS_OF_THE_DOMAIN_DEPEND_IN_ONE_DIRECTION {
        @Override
        ArchRule under(String root) {
            return Rooms.of("""
                    login:
                    insight: login
                    users: login
                    rollup: login insight users
                    """).under(root + ".domain");
        }
    },
    ROOMS_OF_THE_APPLICATION_DEPEND_IN_ONE_DIRECTION {
        @Override
        ArchRule under(String root) {
            return Rooms.of("""
                    trouble:
                    record:
                    batch: record
                    ledger: record batch
                    intake: record batch ledger
                    progress: trouble record
                    health: trouble record batch ledger
                    published: record batch
                    rollup: record batch
                    audit.evidence: record batch rollup
                    audit: record batch rollup audit.evidence
                    audit.run: record batch rollup audit.evidence audit
                    position: record batch audit.evidence
                    position.rezoning: record batch rollup audit.evidence position
                    letter: record
                    letter.census: record letter
                    replay: record letter
                    replay.desk: record letter replay
                    """).under(root + ".application");
        }
    },
    ROOMS_OF_KAFKA_DEPEND_IN_ONE_DIRECTION {
        @Override
        ArchRule under(String root) {
            return Rooms.of("""
                    budget:
                    client: budget
                    rights: client
                    check: client rights
                    topics: client
                    inbox: client
                    input: client
                    offsets: client input
                    records: client input
                    ledger: client input offsets records
                    consumer: budget client
                    resumption: client input offsets
                    value:
                    source: client input offsets ledger consumer resumption value
                    published: client records
                    census: client published
                    rollup: client records
                    audit: client offsets records value
                    progress: client offsets
                    letters: client topics records published
                    replay: client topics records letters
                    repositioning: client input offsets topics records letters value
                    """).under(root + ".adapters.kafka");
        }
    },
    ROOMS_OF_FILES_DEPEND_IN_ONE_DIRECTION {
        @Override
        ArchRule under(String root) {
            return Rooms.of("""
                    text:
                    lines:
                    folder:
                    bookmark: lines folder
                    disk:
                    source: lines folder bookmark disk
                    ledger: disk
                    rollup: disk ledger
                    spool: disk source
                    letters: disk ledger spool
                    audit: lines folder bookmark disk ledger rollup
                    """).under(root + ".adapters.file");
        }
    },
    ROOMS_OF_HTTP_DEPEND_IN_ONE_DIRECTION {
        @Override
        ArchRule under(String root) {
            return Rooms.of("""
                    answers:
                    openapi:
                    connections: answers
                    guard: answers
                    identity: answers
                    identity.token: identity
                    identity.certificate: identity
                    identity.session: answers identity
                    identity.oidc: identity
                    tls:
                    packed:
                    logins.fault:
                    logins.admission: packed logins.fault
                    logins.idempotency: logins.fault logins.admission
                    logins.body: packed logins.fault logins.admission
                    logins: answers identity packed logins.fault logins.admission logins.idempotency logins.body
                    live.documents:
                    live.state: live.documents
                    live.hub: live.documents live.state
                    rollups: answers
                    letters: answers live.documents
                    replays: answers identity
                    live: answers live.documents live.state live.hub rollups
                    live.page: answers live.hub
                    """).under(root + ".adapters.http");
        }
    },
    ROOMS_OF_REGISTRIES_DEPEND_IN_ONE_DIRECTION {
        @Override
        ArchRule under(String root) {
            // What is known of schemas lies in no room: any room may use it, and it the formats.
            return Rooms.of("""
                    proto:
                    format: proto
                    : format
                    http:
                    embedded:
                    """).under(root + ".adapters.registry");
        }
    },
    DOMAIN_AND_APPLICATION_READ_NO_CLOCK {
        @Override
        ArchRule under(String root) {
            return noClasses()
                    .that()
                    .resideInAnyPackage(root + ".domain..", root + ".application..")
                    .should()
                    .accessTargetWhere(theTimeIsRead());
        }
    };

    private static final int MOST_CLASSES = 16;

    private static final Set<String> INJECTING = Set.of(
            "jakarta.inject.Inject",
            "javax.inject.Inject",
            "io.micronaut.context.annotation.Value",
            "io.micronaut.context.annotation.Property");

    /** The rule for the house whose packages lie under this one. */
    abstract ArchRule under(String root);

    /** Methods of {@code java.time} called {@code now} or after the system's clock, and those of {@code System}. */
    private static DescribedPredicate<JavaAccess<?>> theTimeIsRead() {
        return describe("the time is read", access -> {
            AccessTarget target = access.getTarget();
            String owner = target.getOwner().getName();
            String name = target.getName();
            return (owner.startsWith("java.time.") && (name.equals("now") || name.startsWith("system")))
                    || (owner.equals("java.lang.System")
                            && (name.equals("currentTimeMillis") || name.equals("nanoTime")))
                    || (owner.equals("java.util.Date") && name.equals("<init>"));
        });
    }

    private static ArchCondition<JavaClass> shareTheirRoomWithFewOthers() {
        return new ArchCondition<>("lie in a package of at most " + MOST_CLASSES + " top-level classes") {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                long classes = javaClass.getPackage().getClasses().stream()
                        .filter(other -> !other.isArray()
                                && !other.getName().contains("$")
                                && !other.getName().endsWith("package-info"))
                        .count();
                if (classes > MOST_CLASSES) {
                    events.add(SimpleConditionEvent.violated(
                            javaClass,
                            javaClass.getName() + " is one of " + classes + " classes in " + javaClass.getPackageName()
                                    + " in " + javaClass.getSourceCodeLocation()));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> carryAnnotationsOnlyFrom(String... packages) {
        return new ArchCondition<>("carry annotations only from " + String.join(", ", packages)) {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                annotationsOf(javaClass)
                        .filter(annotation -> !Set.of(packages)
                                .contains(annotation.getRawType().getPackageName()))
                        .forEach(annotation -> events.add(SimpleConditionEvent.violated(
                                annotation,
                                annotation.getDescription() + " in " + javaClass.getName() + " in "
                                        + javaClass.getSourceCodeLocation())));
            }
        };
    }

    private static Stream<? extends JavaAnnotation<?>> annotationsOf(JavaClass javaClass) {
        return Stream.of(
                        javaClass.getAnnotations().stream(),
                        javaClass.getMembers().stream().flatMap(member -> member.getAnnotations().stream()),
                        javaClass.getCodeUnits().stream()
                                .map(JavaCodeUnit::getParameters)
                                .flatMap(parameters -> parameters.stream())
                                .flatMap(parameter -> parameter.getAnnotations().stream()))
                .flatMap(annotations -> annotations);
    }
}
