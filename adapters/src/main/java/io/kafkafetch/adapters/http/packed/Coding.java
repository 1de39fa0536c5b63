package io.kafkafetch.adapters.http.packed;

import io.kafkafetch.adapters.packed.DeflateStream;
import io.kafkafetch.adapters.packed.GzipStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A content coding (RFC 9110 §8.4.1) that bodies may have. */
public enum Coding {
    GZIP("gzip"),
    DEFLATE("deflate"),
    ZSTD("zstd");

    /** Codings of one body. Each takes memory of its own, and nobody packs a third time. */
    public static final int MOST = 2;

    /** All of them, as {@code Accept-Encoding} lists them. */
    public static final String ACCEPTED =
            Arrays.stream(values()).map(Coding::token).collect(Collectors.joining(", "));

    /** Packed bytes that are taken at once. */
    private static final int INPUT_BYTES = 1 << 13;

    private final String token;

    Coding(String token) {
        this.token = token;
    }

    /** Its registered name. */
    public String token() {
        return token;
    }

    /**
     * The codings that {@code Content-Encoding} lists, in the order in which they were applied; {@code identity} is none.
     * Empty if one is unknown here, or there are more than {@link #MOST}.
     */
    public static Optional<List<Coding>> listed(String header) {
        List<Coding> codings = new ArrayList<>();
        for (String element : header.split(",", -1)) {
            String name = element.strip().toLowerCase(Locale.ROOT);
            switch (name) {
                case "", "identity" -> {}
                case "gzip", "x-gzip" -> codings.add(GZIP);
                case "deflate" -> codings.add(DEFLATE);
                case "zstd" -> codings.add(ZSTD);
                default -> {
                    return Optional.empty();
                }
            }
        }
        return codings.size() > MOST ? Optional.empty() : Optional.of(List.copyOf(codings));
    }

    /** The content of these bytes. Closing it gives back its memory and closes the bytes. */
    public InputStream unpacked(InputStream packed, Memory memory) {
        return switch (this) {
            case GZIP -> new GzipStream(packed, INPUT_BYTES, this::damaged);
            case DEFLATE -> new DeflateStream(packed, INPUT_BYTES, this::damaged);
            case ZSTD -> ZstdWindow.unpacked(packed, INPUT_BYTES, memory, this::damaged);
        };
    }

    /** What exactly is wrong, and where, is of no use to who sent it. */
    private IOException damaged(String how, int unread) {
        return new DamagedException(this);
    }
}
