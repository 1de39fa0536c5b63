package io.kafkafetch.bootstrap.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A demo that somebody ends says how far it came. */
class DemoSignalTest {

    @Test
    void theBalanceSoFarIsPrintedWhenASignalEndsIt(@TempDir Path folder) throws Exception {
        Path out = folder.resolve("out");
        Process demo = ServiceProcess.command(Map.of(), "demo", "--port", "0", "--http-port", "0")
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        try {
            Await.until(
                    "it counts",
                    () -> Files.readString(out).contains("accepted ")
                            && !Files.readString(out).strip().endsWith("rate 0/s"));

            demo.destroy();

            assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(demo.exitValue()).isEqualTo(143);
            assertThat(Files.readString(out))
                    .containsPattern("generated [\\d,]+ = accepted [\\d,]+ \\+ rejected [\\d,]+");
        } finally {
            demo.destroyForcibly();
        }
    }
}
