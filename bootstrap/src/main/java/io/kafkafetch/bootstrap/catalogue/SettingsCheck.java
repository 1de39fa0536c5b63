package io.kafkafetch.bootstrap.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds settings in the environment that have no effect, since their names are misspelt or since they cannot be
 * overridden. Names alone are reported, never a value.
 *
 * <p>An environment is full of others' variables: a name counts as misspelt only if it is nearly that of a setting.
 */
public record SettingsCheck(SettingNames names) {

    /** Shorter names are near to too many words. */
    private static final int SHORTEST = 6;

    /** From this length on two slips may be in a name. */
    private static final int LONG = 9;

    /** Well-known variables of others whose names are near to one of ours. */
    private static final Set<String> OTHERS = Set.of("HTTPS_PORT", "HTTPS_HOST", "LOG_LEVELS");

    /** What Kafka's images and scripts, the launcher, and Kubernetes for a service called kafka set. */
    private static final Pattern OF_THE_SURROUNDINGS = Pattern.compile(
            "KAFKA_(HOME|VERSION|OPTS|DEBUG|MODE|JVM_PERFORMANCE_OPTS|(HEAP|GC_LOG|LOG4J|JMX)_OPTS|JMX_PORT"
                    + "|FETCH_(JAVA_(HOME|OPTS)|EXT)|LOG4J_.*|CLUSTER_ID|(.*_)?SERVICE_(HOST|PORT)(_.*)?|(.*_)?PORT(_\\d+_TCP.*)?)");

    /** What is said of a variable whose value is overruled, and which value would be none. */
    private record Overruled(String why, Set<String> harmless) {}

    private static final String EXACTLY_ONCE = "exactly-once rests on ";
    private static final String BYTES = "records are read and written as bytes";
    private static final Map<String, Overruled> OVERRULED = Map.ofEntries(
            Map.entry("KAFKA_ACKS", new Overruled(EXACTLY_ONCE + "acks=all", Set.of("all", "-1"))),
            Map.entry(
                    "KAFKA_ENABLE_IDEMPOTENCE",
                    new Overruled(EXACTLY_ONCE + "enable.idempotence=true", Set.of("true"))),
            Map.entry(
                    "KAFKA_ENABLE_AUTO_COMMIT",
                    new Overruled(EXACTLY_ONCE + "offsets that commit with the insights", Set.of("false"))),
            Map.entry(
                    "KAFKA_ISOLATION_LEVEL",
                    new Overruled(EXACTLY_ONCE + "isolation.level=read_committed", Set.of("read_committed"))),
            Map.entry(
                    "KAFKA_TRANSACTIONAL_ID",
                    new Overruled("each consumer has its own, made of GROUP_ID and INSTANCE_ID", Set.of())),
            Map.entry("KAFKA_GROUP_ID", new Overruled("the group is GROUP_ID", Set.of())),
            Map.entry("KAFKA_CLIENT_ID", new Overruled("each client has its own", Set.of())),
            Map.entry(
                    "KAFKA_ALLOW_AUTO_CREATE_TOPICS",
                    new Overruled("topics are created by CREATE_TOPICS=true alone", Set.of("false"))),
            Map.entry("KAFKA_KEY_SERIALIZER", new Overruled(BYTES, Set.of())),
            Map.entry("KAFKA_VALUE_SERIALIZER", new Overruled(BYTES, Set.of())),
            Map.entry("KAFKA_KEY_DESERIALIZER", new Overruled(BYTES, Set.of())),
            Map.entry("KAFKA_VALUE_DESERIALIZER", new Overruled(BYTES, Set.of())));

    /** A line for each setting without effect, sorted by its name. */
    public List<String> warnings(Map<String, String> environment) {
        List<String> warnings = new ArrayList<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            Overruled overruled = OVERRULED.get(name);
            if (overruled != null && !overruled.harmless().contains(value.strip())) {
                warnings.add(name + " is ignored: " + overruled.why());
            } else {
                meant(name)
                        .ifPresent(near ->
                                warnings.add(name + " is not a setting and has no effect: is " + near + " meant?"));
            }
        });
        return warnings;
    }

    /** The setting whose name this one nearly is. */
    public Optional<String> meant(String name) {
        if (name.length() < SHORTEST || names.isKnown(name) || OTHERS.contains(name) || isOfTheSurroundings(name)) {
            return Optional.empty();
        }
        return names.all()
                .filter(known -> known.length() >= SHORTEST)
                .filter(known -> slips(name, known) <= (Math.min(name.length(), known.length()) < LONG ? 1 : 2))
                .min(Comparator.<String>comparingInt(known -> slips(name, known))
                        .thenComparing(known -> known));
    }

    /** Whether others set a variable of this name: Kafka's images and scripts, the launcher, Kubernetes. */
    public static boolean isOfTheSurroundings(String name) {
        return OF_THE_SURROUNDINGS.matcher(name).matches();
    }

    /**
     * How many letters were left out, put in, mistaken or swapped with the next to make one word of the other (optimal
     * string alignment).
     */
    static int slips(String one, String other) {
        int[][] distance = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                distance[i][j] = i == 0 || j == 0 ? i + j : least(one, other, i, j, distance);
            }
        }
        return distance[one.length()][other.length()];
    }

    private static int least(String one, String other, int i, int j, int[][] distance) {
        int mistaken = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int least = Math.min(Math.min(distance[i - 1][j], distance[i][j - 1]) + 1, distance[i - 1][j - 1] + mistaken);
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, distance[i - 2][j - 2] + 1) : least;
    }
}
