package io.kafkafetch.bootstrap.check;

import io.kafkafetch.adapters.kafka.check.Finding;
import io.kafkafetch.adapters.kafka.check.Finding.Level;
import io.kafkafetch.bootstrap.config.http.AccessConfiguration;
import io.kafkafetch.bootstrap.config.http.AccessConfiguration.Auth;
import io.kafkafetch.bootstrap.config.http.ServerAddress;
import io.kafkafetch.bootstrap.config.http.TlsConfiguration;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether HTTP would be served as it is meant: who reaches it, who may use it, and the files for that. Binds no port. */
record HttpCheck(ServerAddress address, AccessConfiguration access, TlsConfiguration tls, Instant now) {

    private static final Duration SOON = Duration.ofDays(30);
    private static final String HTTP = "http";

    /** @throws UserError if the settings do not go together */
    static HttpCheck of(Settings settings, Instant now) {
        ServerAddress address = ServerAddress.of(settings);
        return new HttpCheck(address, AccessConfiguration.of(settings, address), TlsConfiguration.of(settings), now);
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(List.of(reach()));
        if (access.callersFile().isPresent()) {
            findings.add(callers());
        }
        if (tls.files().isPresent()) {
            findings.add(certificate());
        }
        return findings;
    }

    private Finding reach() {
        Auth auth = access.auth().orElse(Auth.NONE);
        boolean encrypted = tls.files().isPresent();
        String how = "at " + address.host() + (address.port() < 0 ? ", any free port," : ":" + address.port())
                + (encrypted ? " with TLS" : " without TLS") + ", HTTP_AUTH="
                + auth.name().toLowerCase(Locale.ROOT);
        if (address.isLoopback()) {
            return new Finding(Level.OK, HTTP, how + "; only this machine reaches it", "");
        }
        if (!access.asks()) {
            return new Finding(
                    Level.WARN,
                    HTTP,
                    how + ": everybody who reaches it may look and post",
                    "set HTTP_AUTH, unless a proxy or a network policy decides who does");
        }
        return encrypted
                ? new Finding(Level.OK, HTTP, how, "")
                : new Finding(
                        Level.WARN,
                        HTTP,
                        how + ": what callers show can be read on the network",
                        "set HTTP_TLS_CERT and HTTP_TLS_KEY, unless a proxy in front of it has the TLS");
    }

    private Finding callers() {
        try {
            access.open();
            return new Finding(Level.OK, "callers", "the file of those who may use HTTP can be read", "");
        } catch (UserError unusable) {
            return failed("callers", unusable);
        }
    }

    private Finding certificate() {
        Instant end;
        try {
            end = tls.end();
        } catch (UserError unusable) {
            return failed("certificate", unusable);
        }
        if (end.isBefore(now)) {
            return new Finding(Level.FAIL, "certificate", "it ended at " + end + ": clients refuse it", "renew it");
        }
        return end.isBefore(now.plus(SOON))
                ? new Finding(Level.WARN, "certificate", "it ends at " + end, "renew it; the files are read again")
                : new Finding(Level.OK, "certificate", "it ends at " + end, "");
    }

    private static Finding failed(String subject, UserError unusable) {
        return new Finding(Level.FAIL, subject, String.valueOf(unusable.getMessage()), "the service would not start");
    }
}
