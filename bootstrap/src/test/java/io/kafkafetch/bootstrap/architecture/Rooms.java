package io.kafkafetch.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static java.util.stream.Collectors.toMap;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rooms of a package, which are its sub-packages, and which others each may use. A room may use only rooms that are
 * listed before it, so that there is no circle. Nothing lies outside of them but the package's own door.
 *
 * @param allowed by room, the rooms that it may use
 */
record Rooms(Map<String, Set<String>> allowed) {

    /** One line a room: {@code room: others it may use}. */
    static Rooms of(String lines) {
        Set<String> before = new HashSet<>();
        return new Rooms(lines.lines().collect(toMap(Rooms::room, line -> {
            List<String> used =
                    List.of(line.substring(line.indexOf(':') + 1).trim().split(" +"));
            if (!used.equals(List.of("")) && !before.containsAll(used)) {
                throw new IllegalArgumentException("uses a room that is not listed before it: " + line);
            }
            before.add(room(line));
            return Set.copyOf(used);
        })));
    }

    private static String room(String line) {
        return line.substring(0, line.indexOf(':'));
    }

    /** All classes below this package lie in a room, and use only what the room may. */
    ArchRule under(String house) {
        return classes()
                .that()
                .resideInAPackage(house + "..")
                .and()
                .doNotHaveSimpleName("package-info")
                .should(new ArchCondition<>("lie in a room and use only rooms that it may") {
                    @Override
                    public void check(JavaClass javaClass, ConditionEvents events) {
                        Set<String> others = allowed.get(roomOf(javaClass, house));
                        if (others == null) {
                            violated(javaClass, "lies in no room", events);
                        } else {
                            javaClass.getDirectDependenciesFromSelf().stream()
                                    .filter(dependency -> !mayUse(dependency, others, house))
                                    .forEach(dependency -> violated(javaClass, dependency.getDescription(), events));
                        }
                    }
                });
    }

    private static boolean mayUse(Dependency dependency, Set<String> others, String house) {
        JavaClass target = dependency.getTargetClass();
        String room = roomOf(target, house);
        return !target.getPackageName().startsWith(house + ".")
                || room.equals(roomOf(dependency.getOriginClass(), house))
                || others.contains(room);
    }

    private static String roomOf(JavaClass javaClass, String house) {
        String name = javaClass.getPackageName();
        return name.length() <= house.length() ? "" : name.substring(house.length() + 1);
    }

    private static void violated(JavaClass javaClass, String how, ConditionEvents events) {
        events.add(SimpleConditionEvent.violated(
                javaClass, javaClass.getName() + ": " + how + " in " + javaClass.getSourceCodeLocation()));
    }
}
