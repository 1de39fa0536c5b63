package io.kafkafetch.adapters.console.letter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.application.letter.Content;
import io.kafkafetch.application.letter.Failure;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.record.Original;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One letter as lines: what is known of it, and what became of it. */
public final class LetterSheet {

    private static final int LABEL = 12;

    /** Bytes of a part that are shown where it is no text. */
    private static final int MOST_HEX = 1_024;

    private final boolean unicode;
    private final List<String> lines = new ArrayList<>();

    private LetterSheet(boolean unicode) {
        this.unicode = unicode;
    }

    /**
     * All but its payload.
     *
     * @param history what was done with it, the oldest first
     * @param unicode whether the terminal shows it
     */
    public static List<String> of(Letter letter, LetterState state, List<Marker> history, boolean unicode) {
        LetterSheet sheet = new LetterSheet(unicode);
        Failure failure = letter.failure();
        sheet.line("letter", letter.id().toString());
        sheet.line("state", state.text());
        failure.reasons().forEach(reason -> sheet.line("reason", reason.toString()));
        sheet.line(
                "record", Texts.origin(failure) + (failure.topicId().isEmpty() ? "" : " (" + failure.topicId() + ")"));
        sheet.line("rejected by", failure.group().isEmpty() ? "unknown" : "group " + failure.group());
        sheet.line("failed", Texts.time(failure.at()) + " UTC");
        sheet.line("published", Texts.time(letter.published()) + " UTC");
        sheet.line(
                "replays",
                Texts.number(failure.replays())
                        + failure.first().map(first -> ", first of " + first).orElse(""));
        sheet.content(letter.content());
        sheet.line("history", history.isEmpty() ? "none" : "");
        history.forEach(sheet::entry);
        return sheet.lines;
    }

    /** What the record is, made harmless for a terminal. */
    public static List<String> payload(Original original, boolean unicode) {
        LetterSheet sheet = new LetterSheet(unicode);
        sheet.part("key", original.key());
        original.headers().forEach(header -> sheet.part("header " + header.name(), header.value()));
        sheet.part("value", original.value());
        return sheet.lines;
    }

    private void content(Content content) {
        line(
                "holds",
                switch (content) {
                    case Content.Whole whole ->
                        "key " + size(whole.original().key()) + ", value "
                                + size(whole.original().value()) + ", "
                                + whole.original().headers().size() + " headers";
                    case Content.Incomplete incomplete ->
                        "not all of the record: "
                                + (incomplete.valueBytes().isPresent()
                                        ? "its value of "
                                                + incomplete.valueBytes().getAsInt() + " bytes was left out"
                                        : "its key or headers were left out");
                    case Content.Sealed sealed -> "the record, encrypted for key " + sealed.keyId();
                });
    }

    private void entry(Marker marker) {
        lines.add("  " + Texts.time(marker.time()) + "  " + marker.state().text()
                + (marker.to().isEmpty() ? "" : " to " + marker.to()) + ", run " + marker.run()
                + (marker.rule().isEmpty() ? "" : ", " + DisplayText.harmless(marker.rule(), unicode))
                + (marker.because().isEmpty() ? "" : ": " + DisplayText.harmless(marker.because(), unicode)));
    }

    private void line(String label, String text) {
        lines.add((label + " ".repeat(Math.max(1, LABEL - label.length())) + DisplayText.harmless(text, unicode))
                .stripTrailing());
    }

    private static String size(byte @Nullable [] part) {
        return part == null ? "none" : Texts.number(part.length) + " bytes";
    }

    private void part(String name, byte @Nullable [] part) {
        lines.add(DisplayText.harmless(name, unicode) + ":" + (part == null ? " none" : ""));
        if (part != null) {
            text(part).lines().forEach(line -> lines.add("  " + DisplayText.harmless(line, unicode)));
        }
    }

    /** What is no UTF-8 in hexadecimal. */
    private static String text(byte[] part) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(part)).toString();
        } catch (CharacterCodingException binary) {
            int shown = Math.min(part.length, MOST_HEX);
            return "(not UTF-8) " + HexFormat.ofDelimiter(" ").formatHex(part, 0, shown)
                    + (shown < part.length ? " and " + (part.length - shown) + " bytes more" : "");
        }
    }
}
