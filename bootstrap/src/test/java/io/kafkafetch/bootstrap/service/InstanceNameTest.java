package io.kafkafetch.bootstrap.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.bootstrap.ChildJvm;
import io.kafkafetch.bootstrap.service.InstanceName.Origin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InstanceNameTest {

    private static final String CHECKSUM = "-[0-9a-f]{6}-";

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @TempDir
    Path folder;

    /** Without the folder's checksum. */
    private String find(String group) {
        return findIn(folder, group);
    }

    private static String findIn(Path folder, String group) {
        return InstanceName.find(Optional.empty(), group, "host", () -> LockFolder.find(Map.of(), folder))
                .text()
                .replaceFirst(CHECKSUM, "-");
    }

    private Path locks() throws IOException {
        return LockFolder.find(Map.of(), folder).path();
    }

    @Test
    void theConfiguredNameWins() {
        assertThat(InstanceName.find(Optional.of("pod-7"), "group", "host", () -> LockFolder.find(Map.of(), folder)))
                .isEqualTo(new InstanceName("pod-7", Origin.CONFIGURED));
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
        Process other = ChildJvm.builder(Map.of(), Holder.class, folder.toString())
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

        String one = findIn(noFolder, "group");
        String other = findIn(noFolder, "group");

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

    // ---- whose the locks are

    @Test
    void anotherFolderGivesAnotherName() throws IOException {
        Path others = Files.createDirectory(folder.resolve("others"));

        InstanceName mine =
                InstanceName.find(Optional.empty(), "group", "host", () -> LockFolder.find(Map.of(), folder));
        InstanceName theirs =
                InstanceName.find(Optional.empty(), "group", "host", () -> LockFolder.find(Map.of(), others));

        assertThat(mine.origin()).isEqualTo(Origin.FOUND);
        assertThat(mine.text()).matches("host" + CHECKSUM + "0").isNotEqualTo(theirs.text());
        assertThat(theirs.text()).matches("host" + CHECKSUM + "0");
    }

    @Test
    void theFolderIsTheUsersAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(locks())))
                .isEqualTo("rwx------");
        assertThat(locks().getFileName().toString()).matches("kafka-fetch-\\d+");
        assertThat(locks()).as("found again").isEqualTo(locks());
    }

    @Test
    void theRuntimeFolderOfTheUserIsPreferred() throws IOException {
        Path runtime = Files.createDirectory(
                folder.resolve("runtime"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        assertThat(LockFolder.find(Map.of("XDG_RUNTIME_DIR", runtime.toString()), folder)
                        .path())
                .isEqualTo(runtime.resolve("kafka-fetch"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative", "/no/such/folder", ""})
    void aRuntimeFolderThatIsNoneIsNotUsed(String runtime) throws IOException {
        assertThat(LockFolder.find(Map.of("XDG_RUNTIME_DIR", runtime), folder)).isEqualTo(new LockFolder(locks()));
    }

    @Test
    void aFolderThatOthersMayWriteToIsNotUsed() throws IOException {
        Path open = Files.setPosixFilePermissions(locks(), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> LockFolder.find(Map.of(), folder))
                .isInstanceOf(IOException.class)
                .hasMessage(open + " is not a folder that belongs to this user alone");
        assertThat(find("group")).matches("host-" + UUID);
    }

    @Test
    void aLinkInPlaceOfTheFolderIsNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path place = locks();
        Files.delete(place);
        Files.createSymbolicLink(place, elsewhere);

        assertThat(find("group")).matches("host-" + UUID);
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aLinkInPlaceOfALockIsPassedOver() throws IOException {
        Path target = folder.resolve("target");
        Files.createSymbolicLink(locks().resolve(Integer.toHexString("group".hashCode()) + "-0"), target);

        assertThat(find("group")).isEqualTo("host-1");
        assertThat(target).doesNotExist();
    }

    @Test
    void aPipeInPlaceOfALockDoesNotHangTheStart() throws Exception {
        Path pipe = locks().resolve(Integer.toHexString("group".hashCode()) + "-0");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThat(find("group")).isEqualTo("host-1");
    }

    /** Another instance: says its name, and holds it until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println(findIn(Path.of(arguments[0]), "group"));
            Thread.sleep(60_000);
        }
    }
}
