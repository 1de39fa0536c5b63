package io.kafkafetch.adapters.generator;

import java.util.List;

/** Texts with their shares, kept as JSON strings ready to be written. */
final class Assortment {

    /** One text and its weight among the others. */
    record Share(String text, long weight) {}

    private final List<byte[]> texts;
    private final Odds odds;

    Assortment(Share... shares) {
        texts = List.of(shares).stream().map(share -> Json.text(share.text())).toList();
        odds = Odds.of(List.of(shares).stream().mapToLong(Share::weight).toArray());
    }

    /** Shared, not copied: nobody changes it. */
    byte[] draw(Dice dice) {
        return texts.get(odds.draw(dice));
    }
}
