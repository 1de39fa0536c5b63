package io.kafkafetch.adapters.registry;

import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.domain.login.RecordFault;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schemas that were asked for, shared by all lanes. What is there is answered at once, and the registry is asked in the
 * background, once for all who want a schema and for at most {@value #AT_ONCE} at a time. While it is away it is asked again
 * and again, as long as somebody wants the schema; what is there stays usable meanwhile. Thread-safe.
 *
 * <p>At most {@value #MOST} schemas are kept, those that were used last. Where as many are awaited, a further one is awaited
 * without a request of its own, until there is room.
 */
public final class SchemaShelf implements Schemas, AutoCloseable {

    /** How many schemas are kept, found and awaited ones. */
    public static final int MOST = 1_000;

    /** How many the registry is asked for at a time. */
    public static final int AT_ONCE = 4;

    private static final Logger LOG = LoggerFactory.getLogger(SchemaShelf.class);
    private static final Awaited AWAITED = new Awaited();

    /** A wait looks again so often, which also says that the schema is still wanted. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Inquiry inquiry;
    private final Patience patience;
    private final LongSupplier nanoTime;
    private final Map<SchemaId, Place> places = new ConcurrentHashMap<>();
    private final Semaphore free = new Semaphore(AT_ONCE);

    /** Notified of each answer; guards which places there are. */
    private final Object answers = new Object();

    private volatile Optional<Fault> trouble = Optional.empty();
    private volatile boolean closed;

    /** Of one schema. */
    private static final class Place {

        private volatile Known known = AWAITED;
        private volatile boolean ends;
        private volatile long answeredNanos;
        private volatile long wantedNanos;
        private volatile Optional<Thread> asker = Optional.empty();

        Place(long now) {
            wantedNanos = now;
        }

        boolean isAwaited() {
            return known instanceof Awaited;
        }
    }

    /**
     * Without a schema yet.
     *
     * @param compiler what a schema means for its records; it does not throw
     */
    public SchemaShelf(SchemaRegistry registry, Function<RegisteredSchema, Known> compiler) {
        this(registry, compiler, Patience.USUAL, System::nanoTime);
    }

    /** The same, with pauses and a clock of one's own. */
    public SchemaShelf(
            SchemaRegistry registry,
            Function<RegisteredSchema, Known> compiler,
            Patience patience,
            LongSupplier nanoTime) {
        this.inquiry = new Inquiry(registry, compiler);
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /** What is known of this schema now; never waits. */
    @Override
    public Known known(SchemaId id) {
        long now = nanoTime.getAsLong();
        Place place = places.get(id);
        if (place != null && !isOver(place, now)) {
            place.wantedNanos = now;
            return place.known;
        }
        return wanted(id, now);
    }

    /**
     * Waits until this schema is not awaited any more, for so long at most.
     *
     * @return whether it is so; also false, with the thread's mark, if it is interrupted
     */
    public boolean await(SchemaId id, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        try {
            synchronized (answers) {
                while (known(id) instanceof Awaited) {
                    long left = Math.min(end - System.nanoTime(), LOOK.toNanos());
                    if (left <= 0 || closed) {
                        return false;
                    }
                    answers.wait(1 + left / 1_000_000);
                }
                return true;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Why a schema that somebody wants is not there; empty where the registry answered when it was asked last. */
    public Optional<Fault> trouble() {
        return trouble;
    }

    private boolean isOver(Place place, long now) {
        return place.ends && now - place.answeredNanos >= patience.missing().toNanos();
    }

    private Known wanted(SchemaId id, long now) {
        synchronized (answers) {
            Place there = places.get(id);
            if (there != null && !isOver(there, now)) {
                there.wantedNanos = now;
                return there.known;
            }
            places.remove(id);
            if (!closed && hasRoom(now)) {
                Place place = new Place(now);
                places.put(id, place);
                place.asker = Optional.of(
                        Thread.ofVirtual().name("schema " + id.path()).start(() -> find(id, place)));
            }
            return AWAITED;
        }
    }

    /** Whether there is room for another one, once the one that was not used for longest is gone. */
    private boolean hasRoom(long now) {
        if (places.size() < MOST) {
            return true;
        }
        return places.entrySet().stream()
                .filter(entry -> !entry.getValue().isAwaited())
                .min(Comparator.comparingLong(entry -> entry.getValue().wantedNanos - now))
                .map(entry -> places.remove(entry.getKey(), entry.getValue()))
                .orElse(false);
    }

    /** Asks until there is an answer, or nobody wants it any more. */
    private void find(SchemaId id, Place place) {
        try {
            Duration pause = patience.first();
            while (!closed) {
                if (isFound(place, id)) {
                    return;
                }
                Thread.sleep(pause);
                pause = patience.after(pause);
                if (isForgotten(place, id)) {
                    return;
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt(); // it is closed
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private boolean isFound(Place place, SchemaId id) throws InterruptedException {
        Inquiry.Result result;
        try {
            result = ask(id);
        } catch (RegistryAwayException away) {
            trouble = Optional.of(away.fault());
            return false;
        } catch (RuntimeException | Error unforeseen) { // too little memory for a large schema, say
            LOG.debug("Asking for a schema failed", unforeseen);
            trouble = Optional.of(Fault.of(TroubleCode.UNFORESEEN, unforeseen.toString()));
            return false;
        }
        synchronized (answers) {
            place.answeredNanos = nanoTime.getAsLong();
            place.ends = !result.lasts();
            place.known = result.known();
            trouble = Optional.empty();
            answers.notifyAll();
        }
        return true;
    }

    private Inquiry.Result ask(SchemaId id) throws InterruptedException {
        free.acquire();
        try {
            return inquiry.ask(id);
        } catch (StackOverflowError deep) { // of a parser that descends
            return new Inquiry.Result(new Unusable(RecordFault.WRONG_SCHEMA_TYPE), true);
        } finally {
            free.release();
        }
    }

    /** Takes the place away if nobody wanted it for a while; where none is awaited then, there is no trouble either. */
    private boolean isForgotten(Place place, SchemaId id) {
        synchronized (answers) {
            if (nanoTime.getAsLong() - place.wantedNanos < patience.wanted().toNanos()) {
                return false;
            }
            places.remove(id, place);
            if (places.values().stream().noneMatch(Place::isAwaited)) {
                trouble = Optional.empty();
            }
            return true;
        }
    }

    /** Ends all requests and waits; what is there stays usable, and nothing is asked for any more. Does not wait. */
    @Override
    public void close() {
        synchronized (answers) {
            closed = true;
            places.values().stream()
                    .filter(Place::isAwaited)
                    .forEach(place -> place.asker.ifPresent(Thread::interrupt));
            answers.notifyAll();
        }
    }
}
