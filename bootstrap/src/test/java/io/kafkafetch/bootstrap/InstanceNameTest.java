package io.kafkafetch.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InstanceNameTest {

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @TempDir
    Path folder;

    private String find(String group) {
        return InstanceName.find(Optional.empty(), group, "host", folder.resolve("locks"))
                .text();
    }

    @Test
    void theConfiguredNameWins() {
        assertThat(InstanceName.find(Optional.of("pod-7"), "group", "host", folder)
                        .text())
                .isEqualTo("pod-7");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void instancesOfAGroupOnAHostAreNumbered() {
        assertThat(find("group")).isEqualTo("host-0");
        assertThat(find("group")).isEqualTo("host-1");
        assertThat(find("group")).isEqualTo("host-2");
    }

    @Test
    void eachGroupHasNumbersOfItsOwn() {
        assertThat(find("group")).isEqualTo("host-0");
        assertThat(find("another")).isEqualTo("host-0");
    }

    @Test
    void aNumberIsFreeAgainOnceItsProcessHasEndedHoweverItEnded() throws Exception {
        Process other = ChildJvm.builder(
                        Map.of(), Holder.class, folder.resolve("locks").toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(other.getInputStream(), UTF_8))) {
            assertThat(said.readLine()).isEqualTo("host-0");
            assertThat(find("group")).isEqualTo("host-1");
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(find("group")).isEqualTo("host-0");
        assertThat(find("group")).isEqualTo("host-2");
    }

    @Test
    void aNumberIsHeldHoweverMuchGarbageIsCollected() throws Exception {
        assertThat(find("group")).isEqualTo("host-0");

        for (int i = 0; i < 10; i++) {
            System.gc(); // closes a file that nobody refers to, and so frees its lock
            Thread.sleep(5);
        }

        assertThat(find("group")).isEqualTo("host-1");
    }

    @Test
    void whereNoFileCanBeLockedTheNameIsRandom() throws IOException {
        Path noFolder = Files.writeString(folder.resolve("a file"), "");

        String one =
                InstanceName.find(Optional.empty(), "group", "host", noFolder).text();
        String other =
                InstanceName.find(Optional.empty(), "group", "host", noFolder).text();

        assertThat(one).matches("host-" + UUID);
        assertThat(other).matches("host-" + UUID).isNotEqualTo(one);
    }

    @Test
    void whereAllNumbersAreTakenTheNameIsRandom() {
        for (int slot = 0; slot < 64; slot++) {
            assertThat(find("group")).isEqualTo("host-" + slot);
        }

        assertThat(find("group")).matches("host-" + UUID);
    }

    /** Another instance: says its name, and holds it until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println(InstanceName.find(Optional.empty(), "group", "host", Path.of(arguments[0]))
                    .text());
            Thread.sleep(60_000);
        }
    }
}
