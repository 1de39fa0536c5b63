package io.kafkafetch.bootstrap.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.bootstrap.given.ConfigFile;
import io.kafkafetch.bootstrap.given.ConfigOption;
import io.kafkafetch.bootstrap.given.EffectiveSettings;
import io.kafkafetch.bootstrap.given.EffectiveSettings.Effective;
import io.kafkafetch.bootstrap.process.UserError;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what `run` would start with, without starting anything. */
@Command(
        name = "config",
        header = "Show the effective value of each setting, and where it comes from.%n",
        description = {
            "Takes the environment and --config as `run` does, and starts nothing. Secrets are hidden.",
            "Exit code 2 if a setting cannot be used: each one is named on standard error."
        },
        footer = {
            "Examples:",
            "  kafka-fetch config                               # what counts here",
            "  kafka-fetch config --config prod.yml             # and with this file",
            "  kafka-fetch config --format json | jq .settings  # for programs"
        })
final class ConfigCommand implements Callable<Integer> {

    /** How they are printed. */
    private enum Format {
        TEXT,
        JSON
    }

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text: for people. json: for programs (${DEFAULT-VALUE}).",
            defaultValue = "text")
    private Format format = Format.TEXT;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        Map<String, String> environment = System.getenv();
        ConfigFile file = config.read();
        file.apply(environment);
        EffectiveSettings settings = new EffectiveSettings(environment, file);
        List<String> faults = settings.faults();
        List<String> lines = switch (format) {
            case TEXT -> table(settings.all());
            case JSON -> List.of(json(settings, faults));
        };
        if (spec != null) {
            print(lines, spec.commandLine().getOut());
            List<String> errors = new ArrayList<>();
            settings.warnings().forEach(warning -> errors.add("kafka-fetch: warning: " + warning));
            faults.forEach(fault -> errors.add("kafka-fetch: " + fault));
            print(errors, spec.commandLine().getErr());
        }
        return faults.isEmpty() ? 0 : UserError.USAGE;
    }

    private static void print(List<String> lines, PrintWriter to) {
        lines.forEach(line -> to.println(DisplayText.oneLine(line)));
        to.flush();
    }

    private static List<String> table(List<Effective> settings) {
        int names = width(settings.stream().map(Effective::name).toList());
        int values = Math.min(40, width(settings.stream().map(Effective::text).toList()));
        return settings.stream()
                .map(setting ->
                        (pad(setting.name(), names) + "  " + pad(setting.text(), values) + "  " + setting.from()))
                .toList();
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String json(EffectiveSettings settings, List<String> faults) throws JsonProcessingException {
        JsonMapper mapper = new JsonMapper();
        ObjectNode json = mapper.createObjectNode();
        ArrayNode all = json.putArray("settings");
        settings.all()
                .forEach(setting -> all.addObject()
                        .put("name", setting.name())
                        .put("value", setting.text())
                        .put("from", setting.from()));
        faults.forEach(json.putArray("faults")::add);
        settings.warnings().forEach(json.putArray("warnings")::add);
        return mapper.writeValueAsString(json);
    }
}
