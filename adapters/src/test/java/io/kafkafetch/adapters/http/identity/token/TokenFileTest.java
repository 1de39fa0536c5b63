package io.kafkafetch.adapters.http.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.http.identity.Caller;
import io.kafkafetch.adapters.http.identity.CallerFile;
import io.kafkafetch.adapters.http.identity.MalformedLineException;
import io.kafkafetch.adapters.http.identity.Role;
import io.kafkafetch.adapters.reread.UnusableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenFileTest {

    private static final String ROLES = "roles among post, view, operate, metrics, separated by commas";

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("tokens"), String.join("\n", lines) + "\n");
    }

    private TokenFile open(Path file) throws UnusableFileException {
        return new TokenFile(CallerFile.open(file, Token.HASHED, Token::ofHash, nanos::get, Runnable::run));
    }

    private static String line(String name, String roles, String token) throws MalformedLineException {
        return Token.line(name, roles, token);
    }

    @Test
    void whoHasATokenIsKnownByIt() throws Exception {
        TokenFile tokens = TokenFile.open(
                file("# analysts", "", line("page", "view,metrics", "one"), "  " + line("page", "view", "two") + "  "));

        assertThat(tokens.caller("one")).contains(new Caller("page", Set.of(Role.VIEW, Role.METRICS)));
        assertThat(tokens.caller("two")).contains(new Caller("page", Set.of(Role.VIEW)));
        assertThat(tokens.caller("three")).isEmpty();
        assertThat(tokens.caller("")).isEmpty();
    }

    /** As of {@code printf %s abc | sha256sum}. */
    @Test
    void aLineIsTheHashOfTheToken() throws Exception {
        assertThat(line("app-7", "post", "abc"))
                .isEqualTo("app-7 post ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Token.random()).matches("kft_[A-Za-z0-9_-]{43}").isNotEqualTo(Token.random());
    }

    @Test
    void aChangeCountsWithinASecond() throws Exception {
        TokenFile tokens = open(file(line("page", "view", "one")));
        file(line("page", "view", "a longer one than before"), line("app", "post", "two"));

        assertThat(tokens.caller("two")).isEmpty();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(tokens.caller("two")).isPresent();
        assertThat(tokens.caller("one")).isEmpty();
    }

    @Test
    void whileTheFileIsFaultyTheTokensOfBeforeCount() throws Exception {
        Path file = file(line("page", "view", "one"));
        TokenFile tokens = open(file);

        Files.writeString(file, "half a li", StandardOpenOption.APPEND);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(tokens.caller("one")).isPresent();
        Files.delete(file);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(tokens.caller("one")).isPresent();
        file(line("app", "post", "two, which is another"));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(tokens.caller("one")).isEmpty();
        assertThat(tokens.caller("two, which is another")).isPresent();
    }

    /** As Kubernetes changes a mounted secret: the file is a link into a folder that is a link. */
    @Test
    void aLinkThatLeadsToAnotherFileIsAChange() throws Exception {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        Files.writeString(first.resolve("tokens"), line("page", "view", "one"));
        Files.writeString(second.resolve("tokens"), line("page", "view", "two"));
        Files.setLastModifiedTime(second.resolve("tokens"), Files.getLastModifiedTime(first.resolve("tokens")));
        Path data = Files.createSymbolicLink(folder.resolve("data"), first);
        TokenFile tokens = open(Files.createSymbolicLink(folder.resolve("tokens"), data.resolve("tokens")));

        Files.move(Files.createSymbolicLink(folder.resolve("data-new"), second), data, StandardCopyOption.ATOMIC_MOVE);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(tokens.caller("two")).isPresent();
        assertThat(tokens.caller("one")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b|NAME ROLE[,ROLE] SHA-256, separated by spaces",
                "a view HASH more|the SHA-256 of a token in 64 hexadecimal digits at the end",
                "a view abc|the SHA-256 of a token in 64 hexadecimal digits at the end",
                "a/b view HASH|a name of 1 to 64 letters, digits, '.', '_' and '-'",
                "a look HASH|" + ROLES,
                "a view, HASH|" + ROLES,
                "a view,,post HASH|" + ROLES
            })
    void aFaultyLineIsNamed(String line, String expected) throws Exception {
        Path file = file("# first", line("ok", "view", "x"), line.replace("HASH", "0".repeat(64)));

        assertThatThrownBy(() -> TokenFile.open(file))
                .isInstanceOf(UnusableFileException.class)
                .hasMessage("line 3: expected " + expected);
    }

    @Test
    void aFileWithoutATokenIsRefused() throws Exception {
        Path empty = file("# none yet");
        assertThatThrownBy(() -> TokenFile.open(empty)).hasMessage("there is no line `NAME ROLE[,ROLE] SHA-256` in it");
        assertThatThrownBy(() -> TokenFile.open(folder.resolve("none")))
                .hasMessage("cannot be read (NoSuchFileException)");
    }
}
