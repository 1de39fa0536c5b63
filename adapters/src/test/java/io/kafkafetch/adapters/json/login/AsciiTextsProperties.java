package io.kafkafetch.adapters.json.login;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AsciiTextsProperties {

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void aTextIsItsBytesHoweverManyWereReadBefore(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int longest) {
        AsciiTexts texts = new AsciiTexts();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String text = anyText(random, 1 + random.nextInt(longest));
            assertThat(read(texts, text, random)).isEqualTo(text);
        }
    }

    /** Four have room even where all want the same place. */
    @Property
    void aShortTextReadAgainIsTheSameString(@ForAll long seed) {
        AsciiTexts texts = new AsciiTexts();
        Random random = new Random(seed);
        List<String> few = random.ints(4, 1, 1 + AsciiTexts.MAX_BYTES)
                .mapToObj(length -> anyText(random, length))
                .toList();
        List<String> first = few.stream().map(text -> read(texts, text, random)).toList();
        for (int i = 0; i < few.size(); i++) {
            assertThat(read(texts, few.get(i), random)).isSameAs(first.get(i));
        }
    }

    private static String anyText(Random random, int length) {
        StringBuilder text = new StringBuilder();
        random.ints(length, 1, 0x80).forEach(c -> text.append((char) c));
        return text.toString();
    }

    /** Whatever stands around it. */
    private static String read(AsciiTexts texts, String text, Random random) {
        byte[] bytes = new byte[3 + text.length() + AsciiTexts.MAX_BYTES];
        Arrays.fill(bytes, (byte) random.nextInt());
        System.arraycopy(text.getBytes(US_ASCII), 0, bytes, 3, text.length());
        return texts.text(bytes, 3, text.length());
    }
}
