package io.kafkafetch.adapters.http.identity;

import io.micronaut.http.HttpRequest;
import java.security.Principal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who sent a request. Immutable.
 *
 * @param name of whoever it is, or of the token; not secret
 * @param roles what he may
 */
public record Caller(String name, Set<Role> roles) implements Principal {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** The caller of these texts. @throws MalformedLineException if the name or a role is none */
    public static Caller parse(String name, String roles) throws MalformedLineException {
        if (!NAME.matcher(name).matches()) {
            throw new MalformedLineException("a name of 1 to 64 letters, digits, '.', '_' and '-'");
        }
        Set<Role> found = EnumSet.noneOf(Role.class);
        for (String role : roles.split(",", -1)) {
            found.add(Role.of(role)
                    .orElseThrow(() -> new MalformedLineException("roles among "
                            + Arrays.stream(Role.values()).map(Role::text).collect(Collectors.joining(", "))
                            + ", separated by commas")));
        }
        return new Caller(name, found);
    }

    /** As a line of a file has them, e.g. {@code ops view,metrics}. */
    public String text() {
        return name + " " + roles.stream().sorted().map(Role::text).collect(Collectors.joining(","));
    }

    @Override
    public String getName() {
        return name;
    }

    /** Who sent this request; empty where nobody has to say. */
    public static Optional<Caller> of(HttpRequest<?> request) {
        return request.getUserPrincipal(Caller.class);
    }
}
