package io.kafkafetch.adapters.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.registry.Schemas.Awaited;
import io.kafkafetch.adapters.registry.Schemas.Known;
import io.kafkafetch.adapters.registry.Schemas.Unusable;
import io.kafkafetch.adapters.registry.Schemas.Usable;
import io.kafkafetch.adapters.registry.format.Frame;
import io.kafkafetch.adapters.registry.format.JsonBytes;
import io.kafkafetch.adapters.registry.format.ValueFormat;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.domain.login.RecordFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemaShelfTest {

    private static final SchemaId ONE = new SchemaId.Numbered(1);
    private static final SchemaId TWO = new SchemaId.Numbered(2);
    private static final Fault AWAY = Fault.of(TroubleCode.SCHEMA_REGISTRY_AWAY, "it sleeps");
    private static final Patience QUICK =
            new Patience(Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofSeconds(30), Duration.ofSeconds(60));

    private final AtomicLong nanos = new AtomicLong();
    private final FakeRegistry registry = new FakeRegistry();
    private final SchemaShelf shelf = new SchemaShelf(registry, SchemaShelfTest::compiled, QUICK, nanos::get);

    /** The format's name is the schema's text. */
    private record Named(String name) implements ValueFormat {
        @Override
        public void write(Frame frame, JsonBytes json) {}
    }

    private static Known compiled(RegisteredSchema schema) {
        return new Usable(new Named(schema.text()));
    }

    private static Known usable(String text) {
        return new Usable(new Named(text));
    }

    private static RegisteredSchema schema(String text) {
        return RegisteredSchema.of(SchemaType.AVRO, text);
    }

    private Known awaited(SchemaId id) {
        assertThat(shelf.await(id, Await.LONG)).isTrue();
        return shelf.known(id);
    }

    private void later(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @AfterEach
    void close() {
        registry.release();
        shelf.close();
    }

    @Test
    void aSchemaIsAwaitedThenKnown() {
        registry.put(ONE, schema("one"));
        registry.hold();

        assertThat(shelf.known(ONE)).isEqualTo(new Awaited());
        assertThat(shelf.await(ONE, Duration.ofMillis(1))).isFalse();

        registry.release();
        assertThat(awaited(ONE)).isEqualTo(usable("one"));
        assertThat(shelf.trouble()).isEmpty();
    }

    @Test
    void theRegistryIsAskedOnceForAllWhoWantASchema() throws Exception {
        registry.put(ONE, schema("one"));
        registry.hold();
        List<Thread> lanes = new ArrayList<>();
        AtomicLong found = new AtomicLong();
        for (int i = 0; i < 8; i++) {
            lanes.add(Thread.ofVirtual().start(() -> {
                if (awaited(ONE).equals(usable("one"))) {
                    found.incrementAndGet();
                }
            }));
        }
        Await.until("it is asked", () -> registry.asked(ONE) == 1);
        registry.release();
        for (Thread lane : lanes) {
            lane.join();
        }

        assertThat(found).hasValue(8);
        assertThat(shelf.known(ONE)).isEqualTo(usable("one"));
        assertThat(registry.asked(ONE)).isEqualTo(1);
    }

    @Test
    void whateverFailsItIsSaidAndAskedForAgain() {
        registry.fail(new OutOfMemoryError("Java heap space"));
        assertThat(shelf.known(ONE)).isEqualTo(new Awaited());
        Await.until("it is said", () -> shelf.trouble().isPresent());
        assertThat(shelf.trouble().map(Fault::code)).contains(TroubleCode.UNFORESEEN);

        registry.put(ONE, schema("one"));
        assertThat(awaited(ONE)).isEqualTo(usable("one"));
        assertThat(shelf.trouble()).isEmpty();
    }

    @Test
    void atMostFourAreAskedForAtATime() {
        registry.hold();
        for (int i = 0; i < 20; i++) {
            shelf.known(new SchemaId.Numbered(i));
        }
        Await.until("four are asked for", () -> registry.underWay() == SchemaShelf.AT_ONCE);
        registry.release();
        for (int i = 0; i < 20; i++) {
            awaited(new SchemaId.Numbered(i));
        }
        assertThat(registry.mostUnderWay()).isEqualTo(SchemaShelf.AT_ONCE);
    }

    @Test
    void aSchemaThatIsNotThereIsAskedForAgainAfterAMinute() {
        assertThat(awaited(ONE)).isEqualTo(new Unusable(RecordFault.UNKNOWN_SCHEMA));
        registry.put(ONE, schema("one"));

        later(Duration.ofSeconds(60).minusNanos(1));
        assertThat(shelf.known(ONE)).isEqualTo(new Unusable(RecordFault.UNKNOWN_SCHEMA));
        assertThat(registry.asked(ONE)).isEqualTo(1);

        later(Duration.ofNanos(1));
        assertThat(awaited(ONE)).isEqualTo(usable("one"));
        later(Duration.ofDays(365));
        assertThat(shelf.known(ONE)).isEqualTo(usable("one"));
        assertThat(registry.asked(ONE)).isEqualTo(2);
    }

    @Test
    void aSchemaWithUnusableReferencesIsUnusableForAMinute() {
        registry.put(ONE, new UnusableReferencesException("a circle"));

        assertThat(awaited(ONE)).isEqualTo(new Unusable(RecordFault.WRONG_SCHEMA_TYPE));
        assertThat(shelf.trouble()).isEmpty();
        registry.put(ONE, schema("one"));
        later(Duration.ofSeconds(60));
        assertThat(awaited(ONE)).isEqualTo(usable("one"));
    }

    @Test
    void aSchemaThatCannotBeCompiledIsUnusableForGood() {
        registry.put(ONE, schema("one"));
        try (SchemaShelf strict =
                new SchemaShelf(registry, schema -> new Unusable(RecordFault.WRONG_SCHEMA_TYPE), QUICK, nanos::get)) {
            assertThat(strict.await(ONE, Await.LONG)).isTrue();
            later(Duration.ofDays(365));
            assertThat(strict.known(ONE)).isEqualTo(new Unusable(RecordFault.WRONG_SCHEMA_TYPE));
        }
    }

    @Test
    void whileTheRegistryIsAwayItIsAskedAgainAndAgain() {
        registry.put(ONE, schema("one"));
        registry.put(TWO, schema("two"));
        assertThat(awaited(ONE)).isEqualTo(usable("one"));

        registry.fail(new RegistryAwayException(AWAY));
        assertThat(shelf.known(TWO)).isEqualTo(new Awaited());
        Await.until("it is asked five times", () -> registry.asked(TWO) >= 5);
        assertThat(shelf.trouble()).contains(AWAY);
        assertThat(shelf.known(ONE)).isEqualTo(usable("one"));
        assertThat(shelf.await(TWO, Duration.ofMillis(1))).isFalse();

        registry.put(TWO, schema("two"));
        assertThat(awaited(TWO)).isEqualTo(usable("two"));
        assertThat(shelf.trouble()).isEmpty();
    }

    @Test
    void aFailureThatNobodyForesawIsATroubleToo() {
        registry.fail(new IllegalStateException("a bug"));

        shelf.known(ONE);
        Await.until("there is trouble", () -> shelf.trouble().isPresent());
        assertThat(shelf.trouble())
                .contains(Fault.of(TroubleCode.UNFORESEEN, "java.lang.IllegalStateException: a bug"));
        registry.put(ONE, schema("one"));
        assertThat(awaited(ONE)).isEqualTo(usable("one"));
    }

    @Test
    void whatNobodyWantsAnyMoreIsNotAskedFor() {
        registry.fail(new RegistryAwayException(AWAY));
        shelf.known(ONE);
        Await.until("there is trouble", () -> shelf.trouble().isPresent());
        later(Duration.ofSeconds(29));
        shelf.known(ONE);
        later(Duration.ofSeconds(29));
        int asked = registry.asked(ONE);
        Await.until("it is still asked", () -> registry.asked(ONE) > asked + 1);

        later(Duration.ofSeconds(1));
        Await.until("there is no trouble", () -> shelf.trouble().isEmpty());
        int last = registry.asked(ONE);
        assertThat(shelf.known(ONE)).isEqualTo(new Awaited());
        Await.until("it is asked again", () -> registry.asked(ONE) > last);
    }

    @Test
    void thoseThatWereUsedLastAreKept() {
        for (int i = 0; i < SchemaShelf.MOST; i++) {
            registry.put(new SchemaId.Numbered(i), schema("" + i));
            awaited(new SchemaId.Numbered(i));
            later(Duration.ofMillis(1));
        }
        shelf.known(new SchemaId.Numbered(0)); // not the oldest any more: that is 1
        SchemaId further = new SchemaId.Numbered(SchemaShelf.MOST);
        awaited(further);

        assertThat(shelf.known(new SchemaId.Numbered(0))).isEqualTo(usable("0"));
        assertThat(shelf.known(new SchemaId.Numbered(2))).isEqualTo(usable("2"));
        assertThat(registry.asked(new SchemaId.Numbered(0))).isEqualTo(1);
        assertThat(shelf.known(new SchemaId.Numbered(1))).isEqualTo(new Awaited());
        assertThat(awaited(new SchemaId.Numbered(1))).isEqualTo(usable("1"));
        assertThat(registry.asked(new SchemaId.Numbered(1))).isEqualTo(2);
    }

    @Test
    void thereIsNoRoomForMoreThatAreAwaited() {
        registry.put(new SchemaId.Numbered(SchemaShelf.MOST), schema("last"));
        registry.hold();
        for (int i = 0; i <= SchemaShelf.MOST; i++) {
            assertThat(shelf.known(new SchemaId.Numbered(i))).isEqualTo(new Awaited());
        }
        registry.release();
        for (int i = 0; i < SchemaShelf.MOST; i++) {
            awaited(new SchemaId.Numbered(i));
        }
        assertThat(registry.asked(new SchemaId.Numbered(SchemaShelf.MOST))).isZero();
        assertThat(awaited(new SchemaId.Numbered(SchemaShelf.MOST))).isEqualTo(usable("last"));
    }

    @Test
    void closingEndsRequestsAndWaits() throws Exception {
        registry.put(ONE, schema("one"));
        awaited(ONE);
        registry.hold();
        AtomicBoolean gaveUp = new AtomicBoolean();
        Thread lane = Thread.ofVirtual().start(() -> gaveUp.set(!shelf.await(TWO, Await.LONG)));
        Await.until("it is asked", () -> registry.underWay() == 1);

        shelf.close();

        lane.join();
        assertThat(gaveUp).isTrue();
        Await.until("nothing is asked any more", () -> registry.underWay() == 0);
        assertThat(shelf.known(ONE)).isEqualTo(usable("one"));
        assertThat(shelf.known(new SchemaId.Numbered(3))).isEqualTo(new Awaited());
        assertThat(registry.asked(new SchemaId.Numbered(3))).isZero();
    }

    @Test
    void aWaitThatIsInterruptedKeepsItsMark() throws Exception {
        registry.hold();
        AtomicBoolean marked = new AtomicBoolean();
        Thread lane = Thread.ofVirtual()
                .start(() -> marked.set(
                        !shelf.await(ONE, Await.LONG) && Thread.currentThread().isInterrupted()));
        Await.until("it is asked", () -> registry.underWay() == 1);
        lane.interrupt();
        lane.join();

        assertThat(marked).isTrue();
    }
}
