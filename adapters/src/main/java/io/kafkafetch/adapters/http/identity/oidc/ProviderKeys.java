package io.kafkafetch.adapters.http.identity.oidc;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the provider signs with, kept in memory. They are read again every five minutes, and at once for a key that
 * is not among them, but twice in ten seconds at most. While the provider is away those of before go on for a day. Thread-safe;
 * a caller waits where a key is not there, for 15 s at most.
 */
final class ProviderKeys implements JWKSource<SecurityContext>, AutoCloseable {

    /** Every so often they are read; what else takes a time here is a multiple or a part of it. */
    private static final Duration PACE = Duration.ofMinutes(5);

    private final BooleanSupplier away;
    private final ExecutorService reads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("oidc-keys").factory());
    private final JWKSource<SecurityContext> cached;

    /** Reads them first in the background. */
    ProviderKeys(Provider provider) {
        this(provider, provider::isAway, PACE);
    }

    /** @param pace how often they are read */
    ProviderKeys(JWKSetSource<SecurityContext> source, BooleanSupplier away, Duration pace) {
        this.away = away;
        long ms = pace.toMillis();
        cached = JWKSourceBuilder.create(source)
                .cache(2 * ms, ms / 20)
                .refreshAheadCache(ms, null, reads, false, schedule, false)
                .rateLimited(ms / 30)
                .outageTolerant(288 * ms)
                .build();
        reads.execute(this::read);
    }

    /** Sees to it that they were read once, and with them where the provider asks people who they are. */
    void read() {
        try {
            cached.get(new JWKSelector(new JWKMatcher.Builder().build()), null);
        } catch (KeySourceException loggedByTheProvider) {
            // The next one who needs them tries again.
        }
    }

    /** @throws KeySourceException if there is no such key, and the provider cannot be asked for it */
    @Override
    public List<JWK> get(JWKSelector wanted, @Nullable SecurityContext context) throws KeySourceException {
        List<JWK> found = cached.get(wanted, context);
        if (found.isEmpty() && away.getAsBoolean()) {
            throw new JWKSetUnavailableException("a key that is not known, while the provider is away");
        }
        return found;
    }

    @Override
    public void close() {
        schedule.shutdownNow();
        reads.shutdownNow();
    }
}
