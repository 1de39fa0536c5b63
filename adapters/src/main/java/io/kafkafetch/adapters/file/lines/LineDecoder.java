package io.kafkafetch.adapters.file.lines;

import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.record.RecordChecksum;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.RecordFault;
import io.kafkafetch.domain.login.UserHash;
import io.kafkafetch.domain.login.Validation;
import io.kafkafetch.domain.rollup.ByTime;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** What a line means: a login, or a dead letter with the line as its original. Not thread-safe. */
public final class LineDecoder {

    /** Most bytes that the dead letter of a line too large keeps of it. */
    public static final int MAX_KEPT_BYTES = 1 << 16;

    private final LoginDecoder decoder;
    private final Optional<RecordChecksum> checksums;

    /** A decoder that treats a login without a device type by this policy, of logins whose times nobody asks for. */
    public LineDecoder(MissingDeviceType policy) {
        this(LoginFormat.plain(policy), UserHash.OFF);
    }

    /** A decoder of events whose users get this hash. */
    public LineDecoder(LoginFormat format, UserHash hash) {
        this(format, hash, Optional.empty());
    }

    /**
     * A decoder of lines.
     *
     * @param format what lines look like
     * @param times what is asked of logins by their time, checksums of lines included; empty where nobody asks for that
     */
    public static LineDecoder of(LoginFormat format, Optional<ByTime> times) {
        return new LineDecoder(
                format, times.map(ByTime::hash).orElse(UserHash.OFF), times.map(asked -> new RecordChecksum()));
    }

    private LineDecoder(LoginFormat format, UserHash hash, Optional<RecordChecksum> checksums) {
        this.decoder = new LoginDecoder(format, hash);
        this.checksums = checksums;
    }

    /**
     * The delivery that a line is.
     *
     * @param line its bytes from position to limit, which stay where they are; what is kept of them is copied
     * @param tooLarge whether the line is above the reader's bound: it is rejected unread, and of the bytes given the
     *     first {@value #MAX_KEPT_BYTES} are kept
     */
    public Delivery decode(Partition partition, long offset, ByteBuffer line, boolean tooLarge) {
        Origin origin = new Origin(partition, offset);
        Validation verdict = tooLarge ? Validation.undecodable(RecordFault.TOO_LARGE) : decoder.decode(line);
        return Delivery.of(
                origin,
                verdict,
                () -> checksum(line),
                () -> original(line, tooLarge ? MAX_KEPT_BYTES : Integer.MAX_VALUE));
    }

    private int checksum(ByteBuffer line) {
        return checksums.isPresent() ? checksums.get().of(line) : RecordChecksum.NONE;
    }

    private static Original original(ByteBuffer line, int most) {
        byte[] bytes = new byte[Math.min(line.remaining(), most)];
        line.duplicate().get(bytes);
        return new Original(null, bytes, List.of());
    }
}
