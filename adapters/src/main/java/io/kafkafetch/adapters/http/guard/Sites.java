package io.kafkafetch.adapters.http.guard;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which host names requests may be addressed to, and which sites' pages may send them. The first keeps out DNS rebinding:
 * a foreign page whose own name suddenly means this machine can be known only by the name it asks for. The second keeps
 * out what foreign pages send to this machine by its right name. Neither concerns a client that is no browser, but for
 * the host name. Immutable.
 */
public final class Sites {

    private static final String ANY = "*";
    private static final String ANY_UNDER = "*.";
    private static final String SCHEME_END = "://";

    private final Set<String> hosts;
    private final Set<String> origins;
    private final String bound;
    private final boolean boundToAll;

    private Sites(String bound, Set<String> hosts, Set<String> origins) {
        this.bound = bound;
        this.boundToAll = isWildcard(bound);
        this.hosts = hosts;
        this.origins = origins;
    }

    /**
     * Loopback names and {@code bound} are always among the hosts. Where {@code bound} means all of the machine's
     * addresses, so are addresses, and names without a dot as containers have them: no foreign page can have these.
     *
     * @param bound the name or address that is served at
     * @param hosts further names, {@code *.example.com} for all under one, {@code *} for any
     * @param origins further origins whose pages may send requests, such as {@code https://logins.example.com}, or
     *     {@code *}; a page that was served from the very host it sends to always may
     * @throws IllegalArgumentException with what is wrong, if one of them is no host name or no origin
     */
    public static Sites of(String bound, List<String> hosts, List<String> origins) {
        hosts.forEach(Sites::checkHost);
        origins.forEach(Sites::checkOrigin);
        return new Sites(bound.toLowerCase(Locale.ROOT), lowerCase(hosts), lowerCase(origins));
    }

    private static Set<String> lowerCase(List<String> texts) {
        return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    private static void checkHost(String host) {
        String name = host.startsWith(ANY_UNDER) ? host.substring(ANY_UNDER.length()) : host;
        boolean isHost = Authority.parse(name)
                .filter(authority -> authority.port().isEmpty() && !name.endsWith(":"))
                .isPresent();
        if (!isHost && !host.equals(ANY)) {
            throw new IllegalArgumentException(host + " is no host name");
        }
    }

    private static void checkOrigin(String origin) {
        if (!origin.equals(ANY) && authority(origin).isEmpty()) {
            throw new IllegalArgumentException(origin + " is no origin");
        }
    }

    private static boolean isWildcard(String bound) {
        try {
            return InetAddress.ofLiteral(bound).isAnyLocalAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }

    /** Whether a request may be addressed to it. */
    boolean isHost(Authority host) {
        return hosts.contains(ANY)
                || host.isLoopback()
                || hosts.contains(host.host())
                || isBound(host)
                || (boundToAll && (host.isAddress() || host.isWithoutDot()))
                || isUnderOne(host.host());
    }

    private boolean isBound(Authority host) {
        return host.host().equals(bound) || host.host().equals("[" + bound + "]");
    }

    private boolean isUnderOne(String name) {
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            if (hosts.contains("*" + name.substring(dot))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a page of this origin may send a request that is addressed to this host. */
    boolean maySend(String origin, Authority host) {
        String lowerCase = origin.toLowerCase(Locale.ROOT);
        return origins.contains(ANY)
                || origins.contains(lowerCase)
                || authority(lowerCase)
                        .filter(own -> own.equals(host.withoutPort(defaultPort(lowerCase))))
                        .isPresent();
    }

    /** Of {@code http} and {@code https} alone: pages of other schemes have no site. */
    private static Optional<Authority> authority(String origin) {
        int end = origin.indexOf(SCHEME_END);
        String scheme = end < 0 ? "" : origin.substring(0, end).toLowerCase(Locale.ROOT);
        return scheme.equals("http") || scheme.equals("https")
                ? Authority.parse(origin.substring(end + SCHEME_END.length()))
                        .map(authority -> authority.withoutPort(defaultPort(origin)))
                : Optional.empty();
    }

    private static String defaultPort(String origin) {
        return origin.startsWith("https") ? "443" : "80";
    }
}
