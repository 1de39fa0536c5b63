package io.kafkafetch.application.letter.census;

import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.record.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The letters of a topic, as they were read last, for whoever asks. Letters and what became of them may come in any order.
 * Thread-safe.
 *
 * <p>Memory is bounded. Pages of 512 offsets take some 700 bytes each, and two KiB more while a letter of theirs is open, for
 * the times of these; beyond 2,000 such pages (4 MiB) a page's oldest letter stands for its open ones. Beyond 10,000 pages (7 MiB),
 * five million letters, nothing is known any more.
 */
public final class LetterCensus {

    /** Pages in all. */
    static final int MOST_PAGES = 10_000;

    /** Pages whose letters' times are kept. */
    static final int MOST_TIMED = 2_000;

    private final Map<Integer, NavigableMap<Long, CensusPage>> partitions = new HashMap<>();
    private final Map<Integer, Long> beginnings = new HashMap<>();
    private int pages;
    private int timed;
    private boolean isFull;
    private boolean isKnown;
    private Optional<Duration> retention = Optional.empty();

    /** Nothing that was read counts any more: it is the first time, or the topic was recreated. */
    public synchronized void begin() {
        partitions.clear();
        beginnings.clear();
        pages = 0;
        timed = 0;
        isFull = false;
        isKnown = false;
        retention = Optional.empty();
    }

    /** There is a letter, published then. */
    public synchronized void letter(LetterId letter, Instant published) {
        @Nullable CensusPage page = page(letter);
        if (page != null) {
            boolean before = page.keepsTimes();
            page.add(at(letter), Math.max(0, published.getEpochSecond()), timed < MOST_TIMED);
            count(page, before);
        }
    }

    /** This became of a letter that is there, or will be read. */
    public synchronized void mark(LetterId letter, LetterState state) {
        @Nullable CensusPage page = page(letter);
        if (page != null) {
            boolean before = page.keepsTimes();
            page.mark(at(letter), state);
            count(page, before);
        }
    }

    private void count(CensusPage page, boolean before) {
        timed += Boolean.compare(page.keepsTimes(), before);
    }

    /** {@code null} where the letter is deleted, or there are too many. */
    private @Nullable CensusPage page(LetterId letter) {
        int partition = letter.partition().number();
        if (letter.offset() < beginnings.getOrDefault(partition, 0L)) {
            return null;
        }
        NavigableMap<Long, CensusPage> ofPartition = partitions.computeIfAbsent(partition, none -> new TreeMap<>());
        CensusPage page = ofPartition.get(letter.offset() / CensusPage.OFFSETS);
        if (page == null && pages < MOST_PAGES) {
            page = new CensusPage();
            ofPartition.put(letter.offset() / CensusPage.OFFSETS, page);
            pages++;
        }
        isFull |= page == null;
        return page;
    }

    private static int at(LetterId letter) {
        return Math.floorMod(letter.offset(), CensusPage.OFFSETS);
    }

    /** A partition begins here: letters before are deleted, whatever became of them. */
    public synchronized void beginsAt(Partition partition, long offset) {
        beginnings.put(partition.number(), offset);
        NavigableMap<Long, CensusPage> ofPartition = partitions.getOrDefault(partition.number(), new TreeMap<>());
        NavigableMap<Long, CensusPage> gone = ofPartition.headMap(offset / CensusPage.OFFSETS, false);
        pages -= gone.size();
        timed -= (int) gone.values().stream().filter(CensusPage::keepsTimes).count();
        gone.clear();
        CensusPage first = ofPartition.get(offset / CensusPage.OFFSETS);
        if (first != null) {
            boolean before = first.keepsTimes();
            first.removeBefore(Math.floorMod(offset, CensusPage.OFFSETS));
            count(first, before);
        }
    }

    /** All that is there was read, and what comes is read as it comes. */
    public synchronized void known() {
        isKnown = true;
    }

    /** Nobody reads on, for now: what was read may be past. */
    public synchronized void unknown() {
        isKnown = false;
    }

    /** How long the topic keeps a letter; empty where that is not known, or it keeps all. */
    public synchronized void kept(Optional<Duration> kept) {
        retention = kept;
    }

    /** Whether there are more letters than can be counted, until it begins again. */
    public synchronized boolean isFull() {
        return isFull;
    }

    private boolean isCounted() {
        return isKnown && !isFull;
    }

    /** How many letters there are; empty while that is not known. */
    public synchronized Optional<LetterCounts> counts() {
        return isCounted()
                ? Optional.of(new LetterCounts(
                        sum(LetterState.OPEN),
                        sum(LetterState.REPLAYED),
                        sum(LetterState.PARKED),
                        sum(LetterState.DISCARDED),
                        oldestOpen()))
                : Optional.empty();
    }

    private long sum(LetterState state) {
        return partitions.values().stream()
                .flatMap(ofPartition -> ofPartition.values().stream())
                .mapToLong(page -> page.count(state))
                .sum();
    }

    /** In the first page of a partition that has an open one: what retention deletes first. */
    private Optional<Instant> oldestOpen() {
        OptionalLong oldest = partitions.values().stream()
                .flatMap(ofPartition -> ofPartition.values().stream()
                        .filter(page -> page.count(LetterState.OPEN) > 0)
                        .limit(1))
                .flatMapToLong(page -> page.oldestOpen().stream())
                .min();
        return oldest.isPresent() ? Optional.of(Instant.ofEpochSecond(oldest.getAsLong())) : Optional.empty();
    }

    /** What became of a letter; empty while that is not known. */
    public synchronized Optional<LetterState> stateOf(LetterId letter) {
        if (!isCounted()) {
            return Optional.empty();
        }
        CensusPage page = partitions
                .getOrDefault(letter.partition().number(), new TreeMap<>())
                .get(letter.offset() / CensusPage.OFFSETS);
        return Optional.of(page == null ? LetterState.OPEN : page.stateOf(at(letter)));
    }

    /** How long the topic keeps a letter; empty where that is not known, or it keeps all. */
    public synchronized Optional<Duration> retention() {
        return retention;
    }
}
