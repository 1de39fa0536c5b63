package io.kafkafetch.adapters.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.registry.RegisteredSchema;
import io.kafkafetch.adapters.registry.RegistryAwayException;
import io.kafkafetch.adapters.registry.SchemaId;
import io.kafkafetch.adapters.registry.SchemaRegistry;
import io.kafkafetch.adapters.registry.SchemaType;
import io.kafkafetch.adapters.registry.UnusableReferencesException;
import io.kafkafetch.adapters.registry.http.Answer.Pointer;
import io.kafkafetch.adapters.registry.http.Answer.SchemaText;
import io.kafkafetch.adapters.reread.UnusableFileException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.Optional;

/**
 * A registry that answers as Confluent's does: Confluent's own, Karapace, Redpanda, or Apicurio's at {@code
 * /apis/ccompat/v7}. A schema is asked for by {@code GET /schemas/ids/ID} or {@code /schemas/guids/GUID}, and what it refers
 * to by {@code GET /subjects/SUBJECT/versions/VERSION}. Keeps nothing. Thread-safe; callers wait.
 *
 * <p>Of Protobuf the descriptor is asked for besides, by {@code format=serialized}. A registry that does not know that gives
 * the text again, or a failure, or bytes that are not in Base64 (Apicurio), and the text it is then; of Avro, Redpanda answers
 * 501 to it, so that it is not asked at once.
 *
 * <p>A registry that knows no GUIDs answers 404 as to any path that is none of its own: whether it is a registry is then
 * found out by {@code GET /schemas/types}.
 */
public final class HttpSchemaRegistry implements SchemaRegistry, AutoCloseable {

    private static final int INTERNAL_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;

    private final Requests requests;

    /** @throws UnusableFileException if a file of TLS cannot be used */
    public HttpSchemaRegistry(RegistrySettings settings, RegistryTls tls) throws UnusableFileException {
        this.requests = new Requests(settings, tls.context());
    }

    @Override
    public Optional<RegisteredSchema> schema(SchemaId id) throws InterruptedException {
        return requests.first(url -> at(url, id));
    }

    /**
     * The newest schema of a subject; empty where the registry has no such subject.
     *
     * @throws RegistryAwayException if there is no answer, or not one of a registry
     */
    public Optional<LatestVersion> latest(String subject) throws InterruptedException {
        return requests.first(url -> {
            Answer answer = requests.get(url, "subjects/" + encoded(subject) + "/versions/latest");
            if (answer.isMissing()) {
                return Optional.empty();
            }
            SchemaText schema = answer.schema();
            return Optional.of(new LatestVersion(SchemaType.of(schema.type()), schema.version(), schema.id()));
        });
    }

    private Optional<RegisteredSchema> at(URI url, SchemaId id) throws InterruptedException {
        Answer answer = requests.get(url, id.path());
        boolean isMissing =
                answer.isMissing() || (answer.status() == 404 && id instanceof SchemaId.Global && hasTypes(url));
        if (isMissing) {
            return Optional.empty();
        }
        SchemaText schema = whole(url, id.path() + "?", answer.schema());
        return Optional.of(new RegisteredSchema(
                SchemaType.of(schema.type()), schema.text(), References.of(schema, pointer -> find(url, pointer))));
    }

    private boolean hasTypes(URI url) throws InterruptedException {
        return requests.get(url, "schemas/types").isList();
    }

    /** Also what was deleted since, but not for good: what refers to it is still in use. */
    private SchemaText find(URI url, Pointer pointer) throws InterruptedException {
        String path = "subjects/" + encoded(pointer.subject()) + "/versions/" + pointer.version() + "?deleted=true";
        Answer answer = requests.get(url, path);
        if (answer.isMissing()) {
            throw new UnusableReferencesException("it refers to " + pointer.name() + ", version " + pointer.version()
                    + " of the subject " + pointer.subject() + ", which the registry does not have");
        }
        return whole(url, path + "&", answer.schema());
    }

    /** The same with its descriptor, where it is of Protobuf and the registry gives one. */
    private SchemaText whole(URI url, String path, SchemaText schema) throws InterruptedException {
        if (SchemaType.of(schema.type()) != SchemaType.PROTOBUF) {
            return schema;
        }
        Answer answer = requests.get(url, path + "format=serialized");
        if (answer.isFound()) {
            String descriptor = answer.schema().text();
            return isBase64(descriptor)
                    ? new SchemaText(schema.type(), descriptor, schema.references(), schema.version(), schema.id())
                    : schema;
        }
        if (isUnknown(answer.status())) {
            return schema;
        }
        throw answer.unusable();
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text.strip()).length > 0;
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    /** Whether a registry may say so of a parameter that it does not know; Karapace says 500 where there are references. */
    private static boolean isUnknown(int status) {
        return switch (status) {
            case 400, 404, 406, 422, INTERNAL_ERROR, NOT_IMPLEMENTED -> true;
            default -> false;
        };
    }

    /** As a part of a path, not of a form. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        requests.close();
    }
}
