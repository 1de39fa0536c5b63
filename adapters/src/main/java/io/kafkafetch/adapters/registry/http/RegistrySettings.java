package io.kafkafetch.adapters.registry.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a registry is, and how long it is waited for. Immutable.
 *
 * @param urls addresses of one registry, at least one; the next is asked where one is away
 * @param credentials what each of them is shown
 * @param connect most time for a connection
 * @param request most time for a request, from its first byte to the last of the answer
 */
public record RegistrySettings(List<URI> urls, Credentials credentials, Duration connect, Duration request) {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration REQUEST = Duration.ofSeconds(10);

    /** With 5 s for a connection and 10 s for a request. */
    public RegistrySettings(List<URI> urls, Credentials credentials) {
        this(urls, credentials, CONNECT, REQUEST);
    }

    public RegistrySettings {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("a registry has an address");
        }
    }

    /**
     * The addresses in this text, separated by commas, such as {@code https://one.example.com,https://two.example.com/apis/ccompat/v7}.
     *
     * @return empty if one of them is none: with http or https and a host, and without a user, a query and an anchor
     */
    public static Optional<List<URI>> urls(String text) {
        List<URI> urls = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            try {
                URI url = new URI(part.strip());
                boolean isAddress = ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                        && url.getHost() != null
                        && url.getRawUserInfo() == null
                        && url.getRawQuery() == null
                        && url.getRawFragment() == null;
                if (!isAddress) {
                    return Optional.empty();
                }
                urls.add(url);
            } catch (URISyntaxException none) {
                return Optional.empty();
            }
        }
        return Optional.of(urls);
    }
}
