package io.kafkafetch.adapters.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class OAuthEndpointsTest {

    @AfterEach
    void forget() {
        System.clearProperty(OAuthEndpoints.ALLOWED);
    }

    private static Properties endpoint(String url) {
        Properties settings = new Properties();
        settings.put("sasl.oauthbearer.token.endpoint.url", url);
        return settings;
    }

    @Test
    void exactlyTheConfiguredEndpointIsAllowed() {
        OAuthEndpoints.allow(endpoint("https://idp.example.com/token"));

        assertThat(System.getProperty(OAuthEndpoints.ALLOWED)).isEqualTo("https://idp.example.com/token");
    }

    @Test
    void withoutAnEndpointNothingIsSaid() {
        OAuthEndpoints.allow(new Properties());
        OAuthEndpoints.allow(endpoint(" "));

        assertThat(System.getProperty(OAuthEndpoints.ALLOWED)).isNull();
    }

    @Test
    void whatWasSaidAtTheStartCounts() {
        System.setProperty(OAuthEndpoints.ALLOWED, "https://other.example.com/token");

        OAuthEndpoints.allow(endpoint("https://idp.example.com/token"));

        assertThat(System.getProperty(OAuthEndpoints.ALLOWED)).isEqualTo("https://other.example.com/token");
    }
}
