package io.kafkafetch.bootstrap.dlq;

import io.kafkafetch.adapters.json.mending.MendingRule;
import io.kafkafetch.adapters.json.mending.RuleText;
import io.kafkafetch.adapters.json.mending.RulesFile;
import io.kafkafetch.adapters.json.mending.RulesFile.FaultyRulesException;
import io.kafkafetch.bootstrap.process.FileName;
import io.kafkafetch.bootstrap.process.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Stack;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How records are changed before they are sent: rules in the order that they are given in, those of a file first. */
@SuppressWarnings("UnusedVariable") // picocli hands the options' values, which are all the same, to their readers
final class RuleOptions {

    /** A longer file holds no rules that somebody wrote. */
    private static final long MOST_BYTES = 1 << 20;

    /** The rules that were given so far, whichever option gave them. */
    private static final class Given {
        private final List<MendingRule> rules = new ArrayList<>();
    }

    private final Given given = new Given();

    @Option(
            names = "--set",
            paramLabel = "FIELD=TEXT",
            parameterConsumer = SetReader.class,
            description = "Give a field this value, such as device_type=unknown.")
    private Given set = given;

    @Option(
            names = "--divide",
            paramLabel = "FIELD=N",
            parameterConsumer = DivideReader.class,
            description = "Divide a field's number and round down, such as timestamp=1000.")
    private Given divide = given;

    @Option(
            names = "--rename",
            paramLabel = "OLD=NEW",
            parameterConsumer = RenameReader.class,
            description = "Rename a field, such as os=device_type.")
    private Given rename = given;

    @Option(
            names = "--trim",
            arity = "0",
            parameterConsumer = TrimReader.class,
            description = "Take white space off both ends of texts.")
    private Given trim = given;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "Such rules as JSON (docs/schema/dlq-rules.schema.json), before those of the options.")
    private @Nullable String file;

    /**
     * All rules in their order.
     *
     * @throws UserError of wrong usage, with every fault of the file
     */
    List<MendingRule> rules() {
        List<MendingRule> rules = new ArrayList<>();
        if (file != null) {
            rules.addAll(read(FileName.of("--rules", file)));
        }
        rules.addAll(given.rules);
        return rules;
    }

    private static List<MendingRule> read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new UserError(UserError.USAGE, "--rules=" + file + " cannot be used: expected at most 1 MiB");
            }
            return RulesFile.read(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UserError(
                    UserError.USAGE,
                    "--rules=" + file + " cannot be used: expected "
                            + (Files.exists(file) ? "a file that can be read" : "a file that is there"));
        } catch (FaultyRulesException faulty) {
            throw new UserError(
                    UserError.USAGE,
                    faulty.faults().stream().map(fault -> file + ": " + fault).toList());
        }
    }

    /** Takes an option's text, and adds the rule that it means. */
    abstract static class Reader implements IParameterConsumer {

        private final Function<String, Optional<MendingRule>> reading;
        private final String expected;

        Reader(Function<String, Optional<MendingRule>> reading, String expected) {
            this.reading = reading;
            this.expected = expected;
        }

        @Override
        @SuppressWarnings("JdkObsolete") // picocli's
        public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
            if (arguments.isEmpty()) {
                throw new ParameterException(command.commandLine(), "Missing required parameter for option " + option);
            }
            String text = arguments.pop();
            Given rules = option.getValue();
            rules.rules.add(reading.apply(text)
                    .orElseThrow(() -> new ParameterException(
                            command.commandLine(), "'" + text + "' cannot be used: expected " + expected)));
        }
    }

    static final class SetReader extends Reader {
        SetReader() {
            super(RuleText::set, "FIELD=TEXT, such as --set device_type=unknown");
        }
    }

    static final class DivideReader extends Reader {
        DivideReader() {
            super(RuleText::divide, "FIELD=N with a whole number from 2, such as --divide timestamp=1000");
        }
    }

    static final class RenameReader extends Reader {
        RenameReader() {
            super(RuleText::rename, "OLD=NEW, such as --rename os=device_type");
        }
    }

    static final class TrimReader implements IParameterConsumer {
        @Override
        @SuppressWarnings("JdkObsolete") // picocli's
        public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
            Given rules = option.getValue();
            rules.rules.add(new MendingRule.Trim());
        }
    }
}
