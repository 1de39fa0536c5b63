package io.kafkafetch.benchmarks;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all whole runs have in common. */
final class Options {

    @Option(
            names = "--logins",
            description = "How many logins are in a topic; by default 60 million end to end and 24 million for"
                    + " scaling, so that the topics of a comparison stay in 20 GB of memory.")
    private @Nullable Long count;

    @Option(
            names = "--directory",
            description = "For the broker's data and the logs; topics found there are used again (${DEFAULT-VALUE}).")
    private Path directory = Path.of("target", "benchmarks");

    @Option(names = "--home", description = "Where kafka-fetch is (${DEFAULT-VALUE}).")
    private Path home = Path.of(".");

    @Option(names = "--only", description = "Only what this regular expression is found in the name of.")
    private Pattern only = Pattern.compile("");

    boolean wants(String name) {
        return only.matcher(name).find();
    }

    long count(long byDefault) {
        return count == null ? byDefault : count;
    }

    Path home() {
        return home.toAbsolutePath().normalize();
    }

    Arena arena() {
        return new Arena(directory.toAbsolutePath().normalize());
    }
}
