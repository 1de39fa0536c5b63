package io.kafkafetch.adapters.kafka.value;

import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.json.mapping.LoginMapping;
import io.kafkafetch.adapters.registry.RegisteredSchema;
import io.kafkafetch.adapters.registry.SchemaId;
import io.kafkafetch.adapters.registry.Schemas;
import io.kafkafetch.adapters.registry.format.Frame;
import io.kafkafetch.adapters.registry.format.JsonBytes;
import io.kafkafetch.adapters.registry.format.LogicalTimes;
import io.kafkafetch.adapters.registry.format.MalformedValueException;
import io.kafkafetch.adapters.registry.format.ValueFormat;
import io.kafkafetch.adapters.registry.format.ValueFormats;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.domain.login.UserHash;
import io.kafkafetch.domain.login.Validation;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Judges records by their values. One that names a schema is turned into the JSON text of its event, and judged as that;
 * any other one is JSON. Where no registry is known, all are. Reusable; not thread-safe.
 */
public final class ValueDecoder {

    private final LoginDecoder json;
    private final @Nullable Schemas schemas;
    private final JsonBytes text = new JsonBytes();
    private @Nullable SchemaId awaited;

    /**
     * A decoder of records.
     *
     * @param schemas by which values are read that name theirs; empty where no registry is known
     * @param hash that stands for the user of an event
     */
    public ValueDecoder(LoginFormat format, Optional<? extends Schemas> schemas, UserHash hash) {
        this.json = new LoginDecoder(format, hash);
        this.schemas = schemas.orElse(null);
    }

    /** What schemas mean for records that are read so: plain logins want their times in seconds. */
    public static Function<RegisteredSchema, Schemas.Known> compiler(LoginFormat format) {
        return new ValueFormats(
                format.mapping().flatMap(LoginMapping::readerSchema),
                format.mapping().isPresent() ? LogicalTimes.AS_WRITTEN : LogicalTimes.SECONDS)::compile;
    }

    /**
     * The verdict on a record; {@code null} where its schema is not known yet, see {@link #awaited}.
     *
     * @param value from position to limit, which stay where they are; {@code null} for a tombstone
     * @throws io.kafkafetch.adapters.registry.RegistryAwayException as {@link Schemas#known}
     */
    public @Nullable Validation decode(@Nullable ByteBuffer value, Headers headers) {
        if (schemas == null) {
            return json.decode(value);
        }
        Header named = headers.lastHeader(Frame.HEADER);
        return decode(value, named == null ? null : named.value(), schemas);
    }

    /**
     * The verdict on a record whose schema is waited for.
     *
     * @throws io.kafkafetch.adapters.registry.RegistryAwayException if its schema cannot be had
     */
    public Validation decode(byte @Nullable [] value, List<Original.Header> headers) {
        ByteBuffer bytes = value == null ? null : ByteBuffer.wrap(value);
        if (schemas == null) {
            return json.decode(bytes);
        }
        byte[] named = null;
        for (Original.Header header : headers) {
            if (header.name().equals(Frame.HEADER)) {
                named = header.value();
            }
        }
        return known(decode(bytes, named, schemas));
    }

    /** A verdict that is there, as it is of schemas that are waited for. */
    public static Validation known(@Nullable Validation verdict) {
        if (verdict == null) {
            throw new IllegalStateException("a schema was to be waited for");
        }
        return verdict;
    }

    /** The schema for want of which the last record has no verdict; {@code null} where it has one. */
    public @Nullable SchemaId awaited() {
        return awaited;
    }

    private @Nullable Validation decode(@Nullable ByteBuffer value, byte @Nullable [] named, Schemas registry) {
        awaited = null;
        Frame frame = Frame.of(value, named);
        if (frame == null) {
            return json.decode(value);
        }
        return switch (registry.known(frame.id())) {
            case Schemas.Usable usable -> decode(frame, usable.format());
            case Schemas.Unusable unusable -> Validation.undecodable(unusable.fault());
            case Schemas.Awaited waits -> {
                awaited = frame.id();
                yield null;
            }
        };
    }

    private Validation decode(Frame frame, ValueFormat format) {
        try {
            format.write(frame, text);
        } catch (MalformedValueException malformed) {
            return Validation.undecodable(malformed.fault());
        }
        return json.decode(text.text());
    }
}
