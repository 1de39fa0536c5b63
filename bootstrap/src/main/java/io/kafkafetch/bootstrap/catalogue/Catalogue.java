package io.kafkafetch.bootstrap.catalogue;

import io.kafkafetch.bootstrap.config.DeadLetterConfiguration;
import io.kafkafetch.bootstrap.config.FileConfiguration;
import io.kafkafetch.bootstrap.config.HealthConfiguration;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.LiveConfiguration;
import io.kafkafetch.bootstrap.config.LogFormat;
import io.kafkafetch.bootstrap.config.RegistryConfiguration;
import io.kafkafetch.bootstrap.config.http.AccessConfiguration;
import io.kafkafetch.bootstrap.config.http.ConnectionConfiguration;
import io.kafkafetch.bootstrap.config.http.HttpConfiguration;
import io.kafkafetch.bootstrap.config.http.ManagementPort;
import io.kafkafetch.bootstrap.config.http.ServerAddress;
import io.kafkafetch.bootstrap.config.http.SiteConfiguration;
import io.kafkafetch.bootstrap.config.http.TlsConfiguration;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Setting.Group;
import io.kafkafetch.bootstrap.settings.SettingType;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All settings, each once: parsing, {@code run --help}, {@code kafka-fetch config} and the table in the documentation
 * come from it. Each is defined beside the record that it becomes a part of.
 */
public final class Catalogue {

    public static final Setting<Boolean> TRACING = Setting.of(
                    Group.OPERATION,
                    "TRACING",
                    SettingType.flag(),
                    "false",
                    "[OpenTelemetry traces](OPERATIONS.md#traces)")
            .more("; `OTEL_…` variables say the rest");

    /** In the order of their groups. */
    public static final List<Setting<?>> SETTINGS = Stream.of(
                    KafkaFetchConfiguration.SETTINGS,
                    RegistryConfiguration.SETTINGS,
                    DeadLetterConfiguration.SETTINGS,
                    FileConfiguration.SETTINGS,
                    ServerAddress.SETTINGS,
                    AccessConfiguration.SETTINGS,
                    TlsConfiguration.SETTINGS,
                    SiteConfiguration.SETTINGS,
                    ConnectionConfiguration.SETTINGS,
                    HttpConfiguration.SETTINGS,
                    LiveConfiguration.SETTINGS,
                    List.of(ManagementPort.MANAGEMENT_PORT),
                    HealthConfiguration.SETTINGS,
                    LogFormat.SETTINGS,
                    List.of(TRACING))
            .<Setting<?>>flatMap(List::stream)
            .sorted(Comparator.comparing(Setting::group))
            .toList();

    private Catalogue() {}
}
