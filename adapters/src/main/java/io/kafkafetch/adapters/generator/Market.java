package io.kafkafetch.adapters.generator;

import io.kafkafetch.adapters.generator.Assortment.Share;

/** The shares that make a feed look like the real one. Data, no logic. */
final class Market {

    /** The states and the District of Columbia by residents in thousands (census of 2020). */
    static final Assortment STATES = new Assortment(
            new Share("CA", 39_538),
            new Share("TX", 29_146),
            new Share("FL", 21_538),
            new Share("NY", 20_201),
            new Share("PA", 13_003),
            new Share("IL", 12_813),
            new Share("OH", 11_799),
            new Share("GA", 10_712),
            new Share("NC", 10_439),
            new Share("MI", 10_077),
            new Share("NJ", 9_289),
            new Share("VA", 8_631),
            new Share("WA", 7_705),
            new Share("AZ", 7_152),
            new Share("MA", 7_030),
            new Share("TN", 6_911),
            new Share("IN", 6_786),
            new Share("MD", 6_177),
            new Share("MO", 6_155),
            new Share("WI", 5_894),
            new Share("CO", 5_774),
            new Share("MN", 5_706),
            new Share("SC", 5_118),
            new Share("AL", 5_024),
            new Share("LA", 4_658),
            new Share("KY", 4_506),
            new Share("OR", 4_237),
            new Share("OK", 3_959),
            new Share("CT", 3_606),
            new Share("UT", 3_272),
            new Share("IA", 3_190),
            new Share("NV", 3_105),
            new Share("AR", 3_012),
            new Share("MS", 2_961),
            new Share("KS", 2_938),
            new Share("NM", 2_118),
            new Share("NE", 1_962),
            new Share("ID", 1_839),
            new Share("WV", 1_794),
            new Share("HI", 1_455),
            new Share("NH", 1_378),
            new Share("ME", 1_362),
            new Share("RI", 1_097),
            new Share("MT", 1_084),
            new Share("DE", 990),
            new Share("SD", 887),
            new Share("ND", 779),
            new Share("AK", 733),
            new Share("DC", 690),
            new Share("VT", 643),
            new Share("WY", 577));

    static final Assortment DEVICE_TYPES =
            new Assortment(new Share("iOS", 50), new Share("android", 40), new Share("web", 10));

    /** The current version, one being rolled out, and those who never update. */
    static final Assortment APP_VERSIONS = new Assortment(
            new Share("2.3.0", 72),
            new Share("2.2.1", 13),
            new Share("2.4.0-beta", 6),
            new Share("2.2.0", 4),
            new Share("2.1.3", 3),
            new Share("1.9.8", 2));

    /** How many devices a user has: one, two or three. */
    static final Odds DEVICES = Odds.of(60, 30, 10);

    private Market() {}

    /** How busy each hour of the day is, from midnight on: the evening peaks, the night sleeps. */
    static long[] hours() {
        return new long[] {22, 14, 9, 6, 5, 7, 14, 28, 42, 48, 50, 54, 60, 58, 54, 52, 56, 66, 82, 96, 100, 88, 62, 38};
    }
}
