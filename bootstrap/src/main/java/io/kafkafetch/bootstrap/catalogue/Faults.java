package io.kafkafetch.bootstrap.catalogue;

import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import io.kafkafetch.bootstrap.config.DeadLetterConfiguration;
import io.kafkafetch.bootstrap.config.FileConfiguration;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.RegistryConfiguration;
import io.kafkafetch.bootstrap.config.http.AccessConfiguration;
import io.kafkafetch.bootstrap.config.http.ConnectionConfiguration;
import io.kafkafetch.bootstrap.config.http.HttpConfiguration;
import io.kafkafetch.bootstrap.config.http.ServerAddress;
import io.kafkafetch.bootstrap.config.http.SiteConfiguration;
import io.kafkafetch.bootstrap.config.http.TlsConfiguration;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What is wrong with the settings of a start: with each alone, and with those that must go together. */
public final class Faults {

    /** Each of them checks what it is made of. */
    private static final List<Consumer<Settings>> TOGETHER = List.of(
            KafkaFetchConfiguration::of,
            RegistryConfiguration::of,
            DeadLetterConfiguration::of,
            settings -> SiteConfiguration.of(settings).sites(ServerAddress.of(settings)),
            settings -> AccessConfiguration.of(settings, ServerAddress.of(settings)),
            TlsConfiguration::of,
            ConnectionConfiguration::of,
            settings -> HttpConfiguration.of(
                            settings,
                            HttpSettings.forHeap(
                                    Runtime.getRuntime().maxMemory(),
                                    FileConfiguration.of(settings).maxEventBytes()))
                    .settings(FileConfiguration.of(settings).maxEventBytes()));

    private Faults() {}

    /** A sentence for each; empty where all can be used. */
    public static List<String> in(Settings settings) {
        return Stream.concat(
                        Catalogue.SETTINGS.stream().flatMap(setting -> fault(setting, settings).stream()),
                        TOGETHER.stream().flatMap(check -> fault(check, settings)))
                .distinct()
                .toList();
    }

    private static Optional<String> fault(Setting<?> setting, Settings settings) {
        return setting.fault(settings.text(setting)).map(Throwable::getMessage);
    }

    private static Stream<String> fault(Consumer<Settings> check, Settings settings) {
        try {
            check.accept(settings);
            return Stream.empty();
        } catch (UserError wrong) {
            return wrong.lines().stream();
        } catch (InvalidSettingException wrong) {
            return Stream.of(String.valueOf(wrong.getMessage()));
        }
    }
}
