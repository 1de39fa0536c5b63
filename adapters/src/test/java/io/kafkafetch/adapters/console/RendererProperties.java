package io.kafkafetch.adapters.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.domain.insight.Frequencies;
import io.kafkafetch.domain.insight.Ranking;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class RendererProperties {

    @Property(tries = 300)
    void noLineIsWiderThanAskedFor(
            @ForAll("rankings") Ranking names,
            @ForAll @IntRange(min = 1, max = 200) int width,
            @ForAll boolean colour,
            @ForAll boolean unicode) {
        assertThat(new Renderer(width, colour, unicode).view(SnapshotFixture.named(names, names)))
                .hasSizeLessThanOrEqualTo(width < Panels.SIDE_BY_SIDE ? 29 : 23)
                .allSatisfy(line ->
                        assertThat(DisplayText.width(withoutColours(line))).isLessThanOrEqualTo(width));
    }

    @Property(tries = 300)
    void nothingThatATerminalObeysGetsThroughFromAName(@ForAll("rankings") Ranking names, @ForAll boolean unicode) {
        Renderer renderer = new Renderer(120, true, unicode);
        Snapshot snapshot = SnapshotFixture.named(names, names);

        assertThat(renderer.view(snapshot))
                .allSatisfy(
                        line -> assertThat(withoutColours(line).codePoints()).noneMatch(RendererProperties::obeyed));
        assertThat(renderer.summary(snapshot).codePoints()).noneMatch(RendererProperties::obeyed);
    }

    @Provide
    Arbitrary<Ranking> rankings() {
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(60),
                Arbitraries.strings()
                        .withChars("\u001b[]0;\u0007\u009b\u202e\u200b\r\n\taé漢\u0301")
                        .ofMaxLength(30),
                Arbitraries.of(
                        "\u001b[2J",
                        "\u001b]0;title\u0007",
                        "\u009b31m",
                        "\ud83d\ude00\ud83d\ude00",
                        "z\u0301\u0301\u0301\u0301"));
        Arbitrary<Frequencies.Entry> entries = Combinators.combine(
                        texts, Arbitraries.longs().between(1, 1_000_000_000L))
                .as(Frequencies.Entry::new);
        return Combinators.combine(
                        entries.list().ofMaxSize(8), Arbitraries.longs().between(0, 1_000_000L))
                .as((List<Frequencies.Entry> top, Long others) -> new Ranking(top, others));
    }

    /** Our own colours, exactly as the renderer writes them; any other escape sequence stays and is found. */
    private static String withoutColours(String line) {
        return line.replaceAll("\u001b\\[(0|1|2|32|33|36)m", "");
    }

    private static boolean obeyed(int code) {
        return Character.isISOControl(code)
                || Character.getType(code) == Character.FORMAT
                || Character.getType(code) == Character.SURROGATE
                || code == 0x2028
                || code == 0x2029;
    }
}
