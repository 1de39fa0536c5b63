package io.kafkafetch.bootstrap;

import io.kafkafetch.adapters.broker.BrokerStartException;
import io.kafkafetch.adapters.kafka.Topics.MissingTopicsException;
import io.kafkafetch.bootstrap.KafkaFetchConfiguration.InvalidSettingException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import java.net.BindException;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Something the user can mend: told in one line, without a stack trace. */
final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Wrong usage, or a setting that cannot be used. */
    static final int USAGE = 2;

    /** A cluster, topic or file that cannot be used. */
    static final int UNUSABLE = 3;

    private final int exitCode;

    UserError(int exitCode, @Nullable String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    /** The user's error at the root of this failure, if it is one: frameworks wrap what went wrong several times. */
    static Optional<UserError> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<UserError> error = of(cause);
            if (error.isPresent()) {
                return error;
            }
        }
        return Optional.empty();
    }

    private static Optional<UserError> of(Throwable failure) {
        return Optional.ofNullable(
                switch (failure) {
                    case UserError error -> error;
                    case InvalidSettingException e -> new UserError(USAGE, e.getMessage());
                    case ConversionErrorException e -> new UserError(USAGE, conversion(e));
                    case ConfigException e ->
                        new UserError(USAGE, "a Kafka client setting (KAFKA_…) is wrong: " + e.getMessage());
                    case MissingTopicsException e -> new UserError(UNUSABLE, e.getMessage());
                    case BrokerStartException e -> new UserError(UNUSABLE, e.getMessage());
                    case BindException e ->
                        new UserError(
                                UNUSABLE,
                                "the HTTP port is in use (" + e.getMessage()
                                        + "): set HTTP_PORT to another, or to -1 for any");
                    default -> null;
                });
    }

    private static String conversion(ConversionErrorException failure) {
        String setting =
                failure.getArgument().getName().replaceAll("(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
        Object value = failure.getConversionError().getOriginalValue().orElse("");
        return setting + "=" + value + " cannot be used: expected "
                + switch (failure.getArgument().getType().getSimpleName()) {
                    case "Duration" -> "a duration such as 5s or 250ms";
                    case "boolean" -> "true or false";
                    default -> "a whole number";
                };
    }
}
