package io.kafkafetch.bootstrap.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.kafkafetch.adapters.json.mapping.Presets;
import io.kafkafetch.bootstrap.config.Mappings;
import io.kafkafetch.bootstrap.process.UserError;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which presets there are, and what is in one. */
@Command(
        name = "show",
        header = "List the presets, or print one to start from.%n",
        footer = {"Examples:", "  kafka-fetch mapping show", "  kafka-fetch mapping show okta > mine.json"})
final class ShowCommand implements Callable<Integer> {

    @Parameters(index = "0", arity = "0..1", paramLabel = "PRESET", description = "The preset to print, as JSON.")
    private @Nullable String preset;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = requireNonNull(spec).commandLine().getOut();
        if (preset == null) {
            Presets.NAMES.forEach(name -> out.println(String.format(
                    Locale.ROOT, "%-14s %s", name, Mappings.of("PRESET", name).description())));
        } else {
            String named = preset;
            out.print(Presets.text(named)
                    .map(text -> new String(text, UTF_8))
                    .orElseThrow(() -> new UserError(
                            UserError.USAGE,
                            "PRESET=" + named + " cannot be used: expected one of "
                                    + String.join(", ", Presets.NAMES))));
        }
        out.flush();
        return 0;
    }
}
