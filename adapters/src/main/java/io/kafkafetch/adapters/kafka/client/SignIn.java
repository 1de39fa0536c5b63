package io.kafkafetch.adapters.kafka.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/** What to change where a client could not sign in. */
public final class SignIn {

    private static final int LONGEST_CHAIN = 20;

    private static final Pattern STATUS = Pattern.compile("response code (\\d{3})\\b");

    private SignIn() {}

    /** What to change, after "…; "; names variables and none of their values. */
    public static String remedy(AuthenticationException failure) {
        return switch (failure) {
            case SslAuthenticationException tls -> remedyOfTls(allMessages(tls));
            case UnsupportedSaslMechanismException sasl -> "set KAFKA_SASL_MECHANISM to one that the brokers offer";
            case IllegalSaslStateException sasl -> "check KAFKA_SECURITY_PROTOCOL: this port expects something else";
            default ->
                "check the credentials: KAFKA_SASL_JAAS_CONFIG, KAFKA_SASL_MECHANISM and, for OAuth, KAFKA_SASL_OAUTHBEARER_…";
        };
    }

    /** Where an OAuth server gives no token, without what it answered: that may have a piece of the request in it. */
    public static String withoutToken(LoginException failure) {
        String messages = allMessages(failure);
        Matcher status = STATUS.matcher(messages);
        String why = status.find() ? "it answers " + status.group(1) : "it cannot be reached, or its answer is none";
        return "the OAuth server gives no token (" + why + "); check KAFKA_SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL and"
                + " KAFKA_SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_ID and …_CLIENT_SECRET, or clientId and clientSecret in"
                + " KAFKA_SASL_JAAS_CONFIG";
    }

    /** The JDK has no types for these, only messages. */
    private static String remedyOfTls(String messages) {
        if (messages.contains("PKIX") || messages.contains("certification path")) {
            return "check that KAFKA_SSL_TRUSTSTORE_LOCATION (with …_TYPE and …_PASSWORD) holds the CA of the brokers";
        }
        if (messages.contains("No name matching") || messages.contains("No subject alternative")) {
            return "use the names in the brokers' certificates in KAFKA_BOOTSTRAP_SERVERS";
        }
        if (messages.contains("Unsupported or unrecognized SSL message")) {
            return "check KAFKA_SECURITY_PROTOCOL: this port does not speak TLS";
        }
        if (messages.contains("certificate_required") || messages.contains("bad_certificate")) {
            return "check that KAFKA_SSL_KEYSTORE_LOCATION (with …_TYPE and …_PASSWORD) holds a certificate that the"
                    + " brokers accept";
        }
        return "check KAFKA_SECURITY_PROTOCOL and KAFKA_SSL_…";
    }

    private static String allMessages(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        Throwable cause = failure;
        for (int i = 0; cause != null && i < LONGEST_CHAIN; i++, cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }
}
