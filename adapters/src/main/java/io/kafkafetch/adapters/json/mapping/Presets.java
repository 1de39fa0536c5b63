package io.kafkafetch.adapters.json.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Mappings of widely used feeds, see docs/FEEDS.md. */
public final class Presets {

    /** Their names. */
    public static final List<String> NAMES = List.of(
            "okta", "auth0", "auth0-export", "entra", "entra-monitor", "keycloak", "cloudtrail", "ocsf", "cloudevents");

    private Presets() {}

    /** The text of a preset, JSON in UTF-8, to be read or to start a mapping from; empty if there is none of this name. */
    public static Optional<byte[]> text(String name) {
        if (!NAMES.contains(name)) {
            return Optional.empty();
        }
        try (InputStream resource = Presets.class.getResourceAsStream(name + ".json")) {
            if (resource == null) {
                throw new IllegalStateException("the preset " + name + " is not in this build");
            }
            return Optional.of(resource.readAllBytes());
        } catch (IOException broken) { // the build is
            throw new UncheckedIOException(broken);
        }
    }
}
