package io.kafkafetch.bootstrap.process;

import io.kafkafetch.adapters.broker.BrokerStartException;
import io.kafkafetch.adapters.file.disk.UnusableDirectoryException;
import io.kafkafetch.adapters.file.source.UnusableSourceException;
import io.kafkafetch.adapters.kafka.client.KafkaVariable;
import io.kafkafetch.adapters.kafka.client.Secrets;
import io.kafkafetch.adapters.kafka.client.SignIn;
import io.kafkafetch.adapters.kafka.topics.Topics.UnusableClusterException;
import io.kafkafetch.adapters.registry.RegistryAwayException;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Something the user can fix: reported in a line, or a line for each thing, without a stack trace and without secrets. */
public final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Wrong usage, or a setting that cannot be used. */
    public static final int USAGE = 2;

    /** A cluster, topic or file that cannot be used. */
    public static final int UNUSABLE = 3;

    /** A replay was stopped, since too much of it is dead again or nobody knows. */
    public static final int STOPPED = 4;

    /** A newer run of the same command has taken over, or somebody is in the group that is to be moved. */
    public static final int FENCED = 5;

    private final int exitCode;
    private final transient List<String> lines;

    public UserError(int exitCode, @Nullable String message) {
        this(exitCode, List.of(String.valueOf(message)));
    }

    /** Several things at once, a line each; at least one. */
    public UserError(int exitCode, List<String> lines) {
        super(Secrets.ofThisProcess().hide(String.join("; ", lines)));
        this.exitCode = exitCode;
        this.lines = lines.stream().map(Secrets.ofThisProcess()::hide).toList();
    }

    /** What is wrong, a line for each thing. */
    public List<String> lines() {
        return lines;
    }

    public int exitCode() {
        return exitCode;
    }

    /** The user's error at the root of this failure, if it is one: frameworks wrap what went wrong several times. */
    public static Optional<UserError> in(Throwable failure) {
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
                    case ConfigException e -> new UserError(USAGE, KafkaVariable.describe(e));
                    case KafkaException e -> client(e);
                    case UnusableClusterException e -> new UserError(UNUSABLE, e.getMessage());
                    case RegistryAwayException e ->
                        new UserError(UNUSABLE, e.fault().detailed());
                    case UnusableDirectoryException e -> new UserError(UNUSABLE, "SINK_DIR: " + e.getMessage());
                    case UnusableSourceException e -> new UserError(UNUSABLE, e.getMessage());
                    case UnwritableOutputException e -> new UserError(UNUSABLE, e.getMessage());
                    case BrokerStartException e -> new UserError(UNUSABLE, e.getMessage());
                    case InvalidPathException e ->
                        new UserError(USAGE, "the path " + e.getInput() + " cannot be used: " + FileName.whatToDo(e));
                    default -> null;
                });
    }

    /** Kafka's clients say of a setting that they could not be made; the innermost cause says of which. */
    private static @Nullable UserError client(KafkaException failure) {
        String message = String.valueOf(failure.getMessage());
        if (!message.startsWith("Failed to c")) {
            return null;
        }
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof LoginException)) {
            cause = cause.getCause();
        }
        if (cause instanceof LoginException noToken) {
            return new UserError(UNUSABLE, SignIn.withoutToken(noToken));
        }
        return new UserError(
                USAGE,
                cause instanceof ConfigException setting
                        ? KafkaVariable.describe(setting)
                        : "a Kafka client setting (KAFKA_…) is wrong: " + cause.getMessage());
    }
}
