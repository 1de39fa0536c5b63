package io.kafkafetch.bootstrap.cli;

import io.kafkafetch.bootstrap.given.ConfigOption;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Who makes the totals of other instances, and does nothing else. */
@Command(
        name = "rollup",
        header = "Add up what all instances of a group count, until ended: totals and windows by time.%n",
        description =
                "For instances that run with ROLLUPS=elsewhere. Takes the settings of `run`; of its topics it needs"
                        + " TALLIES_TOPIC and ROLLUPS_TOPIC alone. Several of them stand by for each other.")
final class RollupCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws InterruptedException {
        return new ServiceRun(
                        config.read(),
                        Map.of(
                                "kafka-fetch.source", "tallies",
                                "kafka-fetch.sink", "kafka",
                                "kafka-fetch.rollups", "on"))
                .call();
    }
}
