package io.kafkafetch.bootstrap.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.broker.Certificates;
import io.kafkafetch.adapters.http.tls.TlsFiles;
import io.kafkafetch.adapters.kafka.check.Finding;
import io.kafkafetch.bootstrap.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpCheckTest {

    private static final String TOKEN = "dash view " + "0".repeat(64) + "\n";

    @TempDir
    private static Path shared;

    private static Path certificate = Path.of("none");
    private static Instant end = Instant.EPOCH;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = Certificates.make(shared).serverPem();
        end = new TlsFiles(certificate, certificate, Optional.empty()).end();
    }

    private static List<String> findings(Instant now, String... settings) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            given.put(settings[i], settings[i + 1]);
        }
        return HttpCheck.of(Settings.of(given), now).findings().stream()
                .map(HttpCheckTest::text)
                .toList();
    }

    private static String text(Finding finding) {
        return finding.level().text() + " " + finding.subject() + ": " + finding.text()
                + (finding.action().isEmpty() ? "" : "; " + finding.action());
    }

    @Test
    void whatNobodyElseReachesNeedsNothing() {
        assertThat(findings(end))
                .containsExactly(
                        "ok http: at 127.0.0.1:8080 without TLS, HTTP_AUTH=none; only this machine reaches it");
    }

    @Test
    void whatEverybodyMayUseIsNamed() {
        assertThat(findings(end, "http-host", "0.0.0.0", "http-auth", "none"))
                .containsExactly("warn http: at 0.0.0.0:8080 without TLS, HTTP_AUTH=none: everybody who reaches it may"
                        + " look and post; set HTTP_AUTH, unless a proxy or a network policy decides who does");
    }

    @Test
    void tokensInTheClearAreNamed() throws Exception {
        Path tokens = Files.writeString(folder.resolve("tokens"), TOKEN);
        assertThat(findings(end, "http-host", "0.0.0.0", "http-auth", "token", "http-tokens-file", tokens.toString()))
                .containsExactly(
                        "warn http: at 0.0.0.0:8080 without TLS, HTTP_AUTH=token: what callers show can be read on the"
                                + " network; set HTTP_TLS_CERT and HTTP_TLS_KEY, unless a proxy in front of it has the"
                                + " TLS",
                        "ok callers: the file of those who may use HTTP can be read");
    }

    @Test
    void aFileOfTokensThatCannotBeUsedFails() throws Exception {
        Path tokens = Files.writeString(folder.resolve("tokens"), "hunter22\n");
        assertThat(findings(end, "http-auth", "token", "http-tokens-file", tokens.toString()))
                .element(1)
                .asString()
                .startsWith("fail callers: HTTP_TOKENS_FILE=" + tokens + " cannot be used: line 1: expected")
                .doesNotContain("hunter22");
    }

    @Test
    void aCertificateIsGoodUntilItsEndAndMissedAMonthBefore() {
        String[] settings = {"http-tls-cert", certificate.toString(), "http-tls-key", certificate.toString()};
        Duration month = Duration.ofDays(30);

        assertThat(findings(end.minus(month).minusSeconds(1), settings))
                .element(1)
                .isEqualTo("ok certificate: it ends at " + end);
        assertThat(findings(end.minus(month).plusSeconds(1), settings))
                .element(1)
                .isEqualTo("warn certificate: it ends at " + end + "; renew it; the files are read again");
        assertThat(findings(end.plusSeconds(1), settings))
                .element(1)
                .isEqualTo("fail certificate: it ended at " + end + ": clients refuse it; renew it");
    }

    @Test
    void aCertificateThatCannotBeReadFails() {
        assertThat(findings(end, "http-tls-cert", "none.crt", "http-tls-key", "none.key"))
                .containsExactly(
                        "ok http: at 127.0.0.1:8080 with TLS, HTTP_AUTH=none; only this machine reaches it",
                        "fail certificate: HTTP_TLS_CERT=none.crt cannot be used: cannot be read"
                                + " (NoSuchFileException); the service would not start");
    }
}
