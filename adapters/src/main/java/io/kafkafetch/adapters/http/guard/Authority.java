package io.kafkafetch.adapters.http.guard;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host with its port, as the {@code Host} header has it (RFC 9110 §7.2). Immutable.
 *
 * @param host a name or an IPv4 address in lower case and without a dot at the end, or an IPv6 address in brackets
 * @param port as it was written; empty where there is none
 */
record Authority(String host, String port) {

    /** Neither user information nor a percent sign: no client of HTTP sends them. */
    private static final Pattern FORM =
            Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}\\]|[A-Za-z0-9_-][A-Za-z0-9._-]{0,252})(?::(\\d{0,5}))?");

    /** Equal to none that was parsed. */
    static final Authority NONE = new Authority("", "");

    private static final String LOCALHOST = "localhost";

    /** Empty where the text is no host and port. */
    static Optional<Authority> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String host = matcher.group(1).toLowerCase(Locale.ROOT);
        String port = matcher.group(2) == null ? "" : matcher.group(2);
        return Optional.of(new Authority(host.endsWith(".") ? host.substring(0, host.length() - 1) : host, port));
    }

    /** This authority without its scheme's default port. */
    Authority withoutPort(String byDefault) {
        return port.equals(byDefault) ? new Authority(host, "") : this;
    }

    /** Whether it can mean this machine alone: {@code localhost}, a name under it (RFC 6761), or a loopback address. */
    boolean isLoopback() {
        return host.equals(LOCALHOST)
                || host.endsWith("." + LOCALHOST)
                || address().filter(InetAddress::isLoopbackAddress).isPresent();
    }

    boolean isAddress() {
        return address().isPresent();
    }

    /** No public name is without a dot: it can only be one of this network, or of this container's. */
    boolean isWithoutDot() {
        return !host.contains(".") && !isAddress();
    }

    /** The address that it is written as; asks no name server. */
    private Optional<InetAddress> address() {
        try {
            return Optional.of(
                    InetAddress.ofLiteral(host.startsWith("[") ? host.substring(1, host.length() - 1) : host));
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }
}
