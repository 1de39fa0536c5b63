package io.kafkafetch.bootstrap.cli;

import io.kafkafetch.bootstrap.given.ConfigOption;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The service. */
@Command(
        name = "run",
        header = "Consume logins from Kafka, a file or HTTP and publish insights, until ended.%n",
        description = "Waits for the cluster if it is not up yet. Ctrl-C or SIGTERM commits what is open and ends it."
                + " A file that is not followed ends it too.")
final class RunCommand implements Callable<Integer> {

    @Option(
            names = "--follow",
            description = "With SOURCE=file: keep reading as the file grows, through rotation. Same as"
                    + " SOURCE_FOLLOW=true.")
    private boolean follow;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws InterruptedException {
        return new ServiceRun(config.read(), follow ? Map.of("kafka-fetch.source-follow", true) : Map.of()).call();
    }
}
