package io.kafkafetch.application.trouble;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * All that is wrong with a service now, by place. A place reports a fault each time it meets it, and says when it is
 * fine. The listener hears of one cause when it begins at its first place, every {@link #REMINDER} while it is reported, and
 * when it is over at all of them. Thread-safe.
 *
 * <p>A failure often shows in turns as one thing and another, as an outage does by timeouts and then by a transaction
 * that was aborted meanwhile. So a cause whose places all report something else now is over once the last of them is
 * fine, or {@link #REMINDER} after it was last reported.
 */
public final class TroubleBoard {

    /** How often the listener hears of a cause that lasts. */
    static final Duration REMINDER = Duration.ofSeconds(30);

    /** A cause from its beginning to its end. */
    private static final class Spell {
        private final Fault fault;
        private final Instant since;
        private Instant told;
        private Instant reported;
        private String place;
        private int failures = 1;

        private Spell(Fault fault, String place, Instant now) {
            this.fault = fault;
            this.place = place;
            this.since = now;
            this.told = now;
            this.reported = now;
        }
    }

    private final TroubleListener listener;
    private final InstantSource clock;
    private final Map<String, Trouble> present = new TreeMap<>();
    private final List<Spell> spells = new ArrayList<>();

    /** A board on which nothing is wrong. */
    public TroubleBoard(TroubleListener listener, InstantSource clock) {
        this.listener = listener;
        this.clock = clock;
    }

    /** This is wrong at this place, still or again; anything else that was wrong there is not any more. */
    public synchronized void report(String place, Fault fault) {
        report(place, fault, clock.instant());
    }

    /** Reports what began earlier, before it was found. */
    public synchronized void report(String place, Fault fault, Instant began) {
        Instant now = clock.instant();
        Trouble before = present.get(place);
        Instant since = before != null && before.fault().isLike(fault) ? before.since() : began;
        present.put(place, new Trouble(place, fault, since));
        tell(fault, place, now);
        endThose(spell -> !lasts(spell) && isPast(spell.reported, now), now);
    }

    private void tell(Fault fault, String place, Instant now) {
        Spell spell = spells.stream()
                .filter(one -> one.fault.isLike(fault))
                .findFirst()
                .orElse(null);
        if (spell == null) {
            spells.add(new Spell(fault, place, now));
            listener.began(report(fault));
            return;
        }
        spell.failures++;
        spell.reported = now;
        spell.place = place;
        if (isPast(spell.told, now)) {
            spell.told = now;
            listener.lasts(report(fault), age(spell, now), spell.failures);
        }
    }

    /** All is well at this place. */
    public synchronized void fine(String place) {
        Trouble over = present.remove(place);
        if (over != null) {
            endThose(
                    spell -> !lasts(spell) && (spell.fault.isLike(over.fault()) || spell.place.equals(place)),
                    clock.instant());
        }
    }

    /** What is wrong now, by place. */
    public synchronized List<Trouble> present() {
        return List.copyOf(present.values());
    }

    private TroubleReport report(Fault fault) {
        List<Trouble> alike = present.values().stream()
                .filter(trouble -> trouble.fault().isLike(fault))
                .toList();
        TroubleReport report = TroubleReport.of(alike).getFirst();
        return new TroubleReport(fault, report.places(), report.since());
    }

    private void endThose(Predicate<Spell> over, Instant now) {
        List<Spell> ended = spells.stream()
                .filter(over)
                .sorted(Comparator.comparing(spell -> spell.since))
                .toList();
        spells.removeAll(ended);
        ended.forEach(spell -> listener.over(spell.fault, age(spell, now)));
    }

    private boolean lasts(Spell spell) {
        Collection<Trouble> troubles = present.values();
        return troubles.stream().anyMatch(trouble -> trouble.fault().isLike(spell.fault));
    }

    private static boolean isPast(Instant since, Instant now) {
        return Duration.between(since, now).compareTo(REMINDER) >= 0;
    }

    /** A clock may be set back. */
    private static Duration age(Spell spell, Instant now) {
        Duration age = Duration.between(spell.since, now);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
