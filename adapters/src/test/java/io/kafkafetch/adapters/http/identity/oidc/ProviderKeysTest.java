package io.kafkafetch.adapters.http.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.kafkafetch.adapters.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How long keys are kept, at a pace of 300 ms in place of five minutes. */
class ProviderKeysTest {

    private final Published published = new Published();

    /** A provider without a network. */
    private static final class Published implements JWKSetSource<SecurityContext> {

        private final AtomicInteger reads = new AtomicInteger();
        private volatile ECKey key = newKey("one");
        private volatile boolean away;

        private static ECKey newKey(String id) {
            try {
                return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
                throws KeySourceException {
            reads.incrementAndGet();
            if (away) {
                throw new JWKSetRetrievalException("away", null);
            }
            return new JWKSet(key);
        }

        @Override
        public void close() {}
    }

    private ProviderKeys keys() {
        return new ProviderKeys(published, () -> published.away, Duration.ofMillis(300));
    }

    private static List<String> find(ProviderKeys keys, String id) throws KeySourceException {
        return keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(id).build()), null).stream()
                .map(JWK::getKeyID)
                .toList();
    }

    /** Nobody has to ask for that. */
    @Test
    void aKeyThatIsTakenBackIsForgotten() throws Exception {
        try (ProviderKeys keys = keys()) {
            assertThat(find(keys, "one")).containsExactly("one");
            published.key = Published.newKey("two");
            int before = published.reads.get();

            Await.until("they are read by themselves", () -> published.reads.get() >= before + 2);
            assertThat(find(keys, "two")).containsExactly("two");
            assertThat(find(keys, "one")).isEmpty();
        }
    }

    @Test
    void keysOutlastTheirTimeWhileTheProviderIsAway() throws Exception {
        try (ProviderKeys keys = keys()) {
            assertThat(find(keys, "one")).containsExactly("one");
            published.away = true;
            int before = published.reads.get();

            Await.until("it is away for long", () -> published.reads.get() >= before + 5);
            assertThat(find(keys, "one")).containsExactly("one");
        }
    }
}
