package io.kafkafetch.adapters.kafka.client;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The secret settings, of Kafka's clients and our own, and how to leave every piece of them out of a text: what cannot be
 * read as it should is found in messages of exceptions, in part or as a whole. Immutable.
 */
public final class Secrets {

    /** What stands for a secret. */
    public static final String HIDDEN = "[hidden]";

    /** By any name: {@code sasl.jaas.config}, {@code KAFKA_SSL_KEY_PASSWORD}, {@code client.secret}, … */
    private static final Pattern SECRET =
            Pattern.compile(".*(password|jaas\\.config|secret|passphrase|keystore\\.key|keystore\\.certificate"
                    + "|truststore\\.certificates|private\\.key|token|users\\.key).*(?<!\\.file)");

    /** Variables of our own that may be secret. */
    private static final Pattern OURS = Pattern.compile("UNIQUE_USERS_KEY|HTTP_.*|SCHEMA_REGISTRY_.*");

    /** What a parser takes a value apart at. */
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\"'=;,\\\\]+");

    /** Words of a JAAS configuration and of PEM that say nothing. */
    private static final Pattern HARMLESS = Pattern.compile("required|requisite|sufficient|optional|username|password"
            + "|true|false|-*BEGIN|-*END|PRIVATE|ENCRYPTED|RSA|CERTIFICATE-*|KEY-*"
            + "|(org\\.apache\\.kafka|com\\.sun\\.security|software\\.amazon\\.msk)[\\w.$]+");

    /** A shorter piece is in any text. */
    private static final int SHORTEST = 3;

    private static volatile Secrets ofThisProcess = of(System.getenv(), System.getProperties());

    private final List<String> pieces;

    private Secrets(Stream<String> values) {
        this.pieces = values.flatMap(value -> Stream.concat(Stream.of(value.strip()), SEPARATORS.splitAsStream(value)))
                .filter(piece ->
                        piece.length() >= SHORTEST && !HARMLESS.matcher(piece).matches())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Those in the environment and the system properties of this process. */
    public static Secrets ofThisProcess() {
        return ofThisProcess;
    }

    /** Looks at them again, after a system property was set: a line of the log may have asked before. */
    public static void learn() {
        ofThisProcess = of(System.getenv(), System.getProperties());
    }

    /** Those in an environment and properties. */
    static Secrets of(Map<String, String> environment, Properties properties) {
        Stream<Map.Entry<String, String>> set =
                properties.stringPropertyNames().stream().map(name -> Map.entry(name, properties.getProperty(name)));
        return new Secrets(Stream.concat(environment.entrySet().stream(), set)
                .filter(setting -> isOurs(setting.getKey()) && isSecret(setting.getKey()))
                .map(Map.Entry::getValue));
    }

    /** Whether this is the name of a setting whose value is secret, as a client's setting or as a variable. */
    public static boolean isSecret(String name) {
        return SECRET.matcher(name.replace('_', '.').replace('-', '.').toLowerCase(Locale.ROOT))
                .matches();
    }

    /** The text without any piece of a secret. */
    public String hide(String text) {
        String hidden = text;
        for (String piece : pieces) {
            hidden = hidden.replace(piece, HIDDEN);
        }
        return hidden;
    }

    /** The text, whose addresses say nothing of who asks: all up to the last @ is hidden, since a password may have any sign. */
    public static String withoutUser(String text) {
        return text.replaceAll("//\\S*@", "//" + HIDDEN + "@");
    }

    private static boolean isOurs(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("kafka")
                || OURS.matcher(name).matches();
    }
}
