package io.kafkafetch.adapters.json.proposal;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What feeds call a login, and a success. */
final class LoginWords {

    private static final Pattern LOGIN = Pattern.compile("(user|account|member|customer|app|web|auth|authentication)?"
            + "(login|logon|signin|signon|loggedin|signedin|sessionstart|sessionstarted|signinlogs)"
            + "(event|success|succeeded|successful|completed)?|(success|successful)(login|logon|signin)");
    private static final Pattern OF_A_LOGIN = Pattern.compile(
            ".*(login|logon|signin|loggedin|signedin|sessionstart|authenticationsuccess|authsuccess).*");
    private static final Pattern OF_ANOTHER_THING =
            Pattern.compile(".*(fail|error|logout|logoff|signout|signoff|loggedout"
                    + "|signedout|den(y|ied)|invalid|wrong|lock|block|expired|token|attempt|reject|cancel|unsuccess|register|signup"
                    + "|reset|policy).*");
    private static final Set<String> SUCCESS =
            Set.of("success", "succeeded", "successful", "ok", "passed", "granted", "allow", "allowed");

    private LoginWords() {}

    /** Those of these values that mean a login; where some say so and no more, those alone. */
    static Set<String> logins(Set<String> values) {
        Set<String> plain = those(values, value -> LOGIN.matcher(letters(value)).matches());
        return plain.isEmpty()
                ? those(
                        values,
                        value -> OF_A_LOGIN.matcher(letters(value)).matches()
                                && !OF_ANOTHER_THING.matcher(letters(value)).matches())
                : plain;
    }

    /** Those of these values that mean a success at this place. */
    static Set<String> successes(String pointer, Set<String> values) {
        return those(
                values,
                value -> SUCCESS.contains(letters(value))
                        || (value.equals("0") && FieldNames.isCode(pointer))
                        || (value.equals("true") && FieldNames.isTruth(pointer)));
    }

    private static Set<String> those(Set<String> values, Predicate<String> meant) {
        return values.stream().filter(meant).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String letters(String value) {
        return value.replaceAll("[^\\p{L}]", "").toLowerCase(Locale.ROOT);
    }
}
