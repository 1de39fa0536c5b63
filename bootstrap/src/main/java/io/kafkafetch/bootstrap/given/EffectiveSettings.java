package io.kafkafetch.bootstrap.given;

import io.kafkafetch.adapters.kafka.client.KafkaVariable;
import io.kafkafetch.adapters.kafka.client.Secrets;
import io.kafkafetch.bootstrap.catalogue.Catalogue;
import io.kafkafetch.bootstrap.catalogue.Faults;
import io.kafkafetch.bootstrap.catalogue.SettingNames;
import io.kafkafetch.bootstrap.catalogue.SettingsCheck;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;

/**
 * The settings that count: the environment's, where it says nothing the file's, where that says nothing the defaults.
 *
 * @param environment of the process
 * @param file {@link ConfigFile#NONE} where there is none
 * @param files that hold values
 */
public record EffectiveSettings(Map<String, String> environment, ConfigFile file, ValueFiles files) {

    /**
     * One of them.
     *
     * @param name in the environment
     * @param text its value, without secrets
     * @param from where it comes from, for people
     */
    public record Effective(String name, String text, String from) {}

    /** With the files that these two name. */
    public EffectiveSettings(Map<String, String> environment, ConfigFile file) {
        this(environment, file, ValueFiles.of(environment, file));
    }

    public EffectiveSettings {
        environment = Map.copyOf(environment);
    }

    /** All of the service's own, and those of Kafka's clients that were given. */
    public List<Effective> all() {
        return Stream.concat(Catalogue.SETTINGS.stream().map(this::own), kafkas().map(this::kafkas))
                .toList();
    }

    /** What is wrong with each that cannot be used; empty where all can. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>(files.faults());
        faults.addAll(Faults.in(settings()));
        Stream.concat(kafkas(), files.values().keySet().stream().sorted())
                .filter(name -> name.startsWith("KAFKA_"))
                .forEach(name -> fault(name).ifPresent(faults::add));
        return faults.stream().map(Secrets.ofThisProcess()::hide).toList();
    }

    /** What has no effect, or nearly is the name of a setting. */
    public List<String> warnings() {
        return new SettingsCheck(SettingNames.ofThisVersion()).warnings(environment);
    }

    /** Those of the service, to be read. */
    public Settings settings() {
        return new Settings(setting -> given(setting.variable()));
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(environment.get(SettingNames.PREFIX + name))
                .or(() -> Optional.ofNullable(environment.get(name)))
                .or(() -> Optional.ofNullable(files.values().get(name)))
                .or(() -> Optional.ofNullable(file.given().get(name)).map(ConfigFile.Given::text));
    }

    private Effective own(Setting<?> setting) {
        String name = setting.variable();
        String text = settings().text(setting);
        return new Effective(name, shown(name, text.isBlank() ? setting.found().replace("`", "") : text), from(name));
    }

    /** Names of the clients' settings, sorted. */
    private Stream<String> kafkas() {
        List<String> own =
                Catalogue.SETTINGS.stream().<String>map(Setting::variable).toList();
        TreeSet<String> names = new TreeSet<>(file.given().keySet());
        names.addAll(environment.keySet());
        names.removeIf(name -> !name.startsWith("KAFKA_")
                || own.contains(name)
                || name.startsWith(SettingNames.PREFIX)
                || SettingsCheck.isOfTheSurroundings(name));
        return names.stream();
    }

    private Effective kafkas(String name) {
        return new Effective(name, shown(name, given(name).orElse("")), from(name));
    }

    private String from(String name) {
        if (ConfigFile.isGiven(name, environment)) {
            return "environment";
        }
        if (files.values().containsKey(name)) {
            return name + SettingNames.FILE;
        }
        return file.given().containsKey(name) ? file.name() : "default";
    }

    private static String shown(String name, String text) {
        return Secrets.isSecret(name) ? Secrets.HIDDEN : Secrets.withoutUser(text);
    }

    /** As far as Kafka's clients judge a setting alone. */
    private Optional<String> fault(String name) {
        String setting = KafkaVariable.setting(name);
        for (ConfigDef client :
                List.of(ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef())) {
            ConfigKey key = client.configKeys().get(setting);
            if (key != null) {
                try {
                    Object value = ConfigDef.parseType(setting, given(name).orElse(""), key.type);
                    if (key.validator != null) {
                        key.validator.ensureValid(setting, value);
                    }
                } catch (ConfigException wrong) {
                    return Optional.of(KafkaVariable.describe(wrong));
                }
            }
        }
        return Optional.empty();
    }
}
