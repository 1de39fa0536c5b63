package io.kafkafetch.adapters.http.live.page;

import io.micronaut.http.MediaType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file as it is sent. Immutable, as long as nobody writes to its bytes. */
final class PageFile {

    private static final int TAG_BYTES = 12;

    private final byte[] bytes;
    private final MediaType type;
    private final String tag;

    PageFile(byte[] bytes, MediaType type) {
        this.bytes = bytes;
        this.type = type;
        this.tag = "\"" + HexFormat.of().formatHex(sha256(bytes), 0, TAG_BYTES) + "\"";
    }

    byte[] bytes() {
        return bytes;
    }

    MediaType type() {
        return type;
    }

    /** Names the content, in quotes. */
    String tag() {
        return tag;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) { // every Java platform has it
            throw new IllegalStateException(e);
        }
    }
}
