package io.kafkafetch.adapters.registry.http;

import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.registry.RegistryAwayException;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import io.micronaut.json.tree.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a registry answered.
 *
 * <p>A registry says that it has no such thing by 404 and JSON with an {@code error_code} of five digits: 40401 (subject),
 * 40402 (version), 40403 (schema). So do Confluent's ({@code Errors.java} of confluentinc/schema-registry), Karapace
 * ({@code api/routers/errors.py}), Redpanda and Apicurio's compatible API ({@code CCompatExceptionMapperService}), which says
 * 40401 of some ids. Any other 404, such as Confluent's {@code {"error_code":404}} for a path that is none of its own, says
 * nothing of a schema.
 *
 * @param url of the registry
 * @param location where else to look, by a redirect; empty without one
 */
record Answer(URI url, int status, Body body, String location) {

    private static final int MOST_OF_A_MESSAGE = 200;
    private static final int FIRST_MISSING = 40_400;
    private static final int LAST_MISSING = 40_499;
    private static final int NO_CODE = 0;

    /** Bytes that are not shown. */
    static final class Body {

        private final byte[] bytes;

        Body(byte[] bytes) {
            this.bytes = bytes;
        }

        private boolean beginsWith(char first) {
            return bytes.length > 0 && bytes[0] == first;
        }

        private StrictJson.Members json() {
            return StrictJson.readForeign(bytes);
        }
    }

    boolean isFound() {
        return status == 200;
    }

    /** Whether a registry says that it has no such thing. */
    boolean isMissing() {
        int code = errorCode();
        return status == 404 && code >= FIRST_MISSING && code <= LAST_MISSING;
    }

    /** Whether it is a list. */
    boolean isList() {
        return isFound() && body.beginsWith('[');
    }

    /** The schema in it. @throws RegistryAwayException if there is none */
    SchemaText schema() {
        if (!isFound()) {
            throw unusable();
        }
        try {
            return SchemaText.of(body.json());
        } catch (IllegalArgumentException malformed) {
            throw away("answers 200 with something else than a schema (" + malformed.getMessage() + ")"
                    + Requests.IS_IT_ONE);
        }
    }

    /** Why this is nothing to go on with. */
    RegistryAwayException unusable() {
        return switch (status) {
            case 401, 403 ->
                new RegistryAwayException(
                        Fault.of(TroubleCode.SCHEMA_REGISTRY_REFUSES, url + " answers " + status + message()));
            case 404 ->
                away("answers 404" + message() + ", which is no answer of a registry's for this" + Requests.IS_IT_ONE);
            case 301, 302, 303, 307, 308 ->
                away("redirects to " + location
                        + ", and none is followed: set SCHEMA_REGISTRY_URL to the address itself");
            default -> away("answers " + status + message());
        };
    }

    private RegistryAwayException away(String what) {
        return new RegistryAwayException(Fault.of(TroubleCode.SCHEMA_REGISTRY_AWAY, url + " " + what));
    }

    private int errorCode() {
        return error().map(error -> error.smallNumber("error_code")).orElse(NO_CODE);
    }

    /** What a registry says of a failure, on one line and not at length; what another server says is not repeated. */
    private String message() {
        return error().filter(error -> error.has("message"))
                .map(error -> error.text("message"))
                .map(text -> text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip())
                .filter(text -> !text.isEmpty())
                .map(text -> ": " + text.substring(0, Math.min(text.length(), MOST_OF_A_MESSAGE)))
                .orElse("");
    }

    private Optional<StrictJson.Members> error() {
        try {
            StrictJson.Members error = body.json();
            error.smallNumber("error_code");
            if (error.has("message")) {
                error.text("message");
            }
            return Optional.of(error);
        } catch (IllegalArgumentException another) {
            return Optional.empty();
        }
    }

    /**
     * A schema in an answer.
     *
     * @param type its name; blank where it is left out
     * @param version of its subject; 0 where the answer is not about a subject
     * @param id 0 as well
     */
    record SchemaText(String type, String text, List<Pointer> references, int version, int id) {

        private static SchemaText of(StrictJson.Members json) {
            List<Pointer> references = new ArrayList<>();
            if (isThere(json, "references")) {
                for (StrictJson.Members reference : json.objects("references")) {
                    references.add(new Pointer(
                            reference.text("name"), reference.text("subject"), reference.smallNumber("version")));
                }
            }
            return new SchemaText(
                    isThere(json, "schemaType") ? json.text("schemaType") : "",
                    json.text("schema"),
                    references,
                    isThere(json, "version") ? json.smallNumber("version") : 0,
                    isThere(json, "id") ? json.smallNumber("id") : 0);
        }

        private static boolean isThere(StrictJson.Members json, String name) {
            JsonNode member = json.object().get(name);
            return member != null && !member.isNull();
        }
    }

    /** Where another schema is. */
    record Pointer(String name, String subject, int version) {}
}
