package io.kafkafetch.adapters;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.intake.LoginInbox;
import io.kafkafetch.application.intake.LoginInbox.Entry;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link LoginInbox} promises. Order is promised among records of one key, so the tests of order use one;
 * whether keys themselves can be read back is the inbox's own affair.
 */
public abstract class LoginInboxContract {

    /** More than anything here takes; a test that waits this long has failed. */
    private static final int LONG_SECONDS = 30;

    /** The inbox under test; nothing was appended to it before the test. */
    protected abstract LoginInbox inbox();

    /** The values of all records that the source behind the inbox finds now, those of one key in order. */
    protected abstract List<byte[]> kept() throws Exception;

    @Test
    public void whatIsAppendedIsKeptOnceTheStageCompletes() throws Exception {
        await(inbox().append(List.of(entry("u-1", "{\"user_id\":\"u-1\"}"))));

        assertThat(keptTexts()).containsExactly("{\"user_id\":\"u-1\"}");
    }

    @Test
    public void recordsOfOneKeyAreKeptInTheirOrderWithinAnAppendAndFromAppendToAppend() throws Exception {
        List<String> values = IntStream.range(0, 300).mapToObj(i -> "v" + i).toList();

        await(inbox().append(entries("u-1", values.subList(0, 100))));
        CompletionStage<Void> second = inbox().append(entries("u-1", values.subList(100, 101)));
        CompletionStage<Void> third = inbox().append(entries("u-1", values.subList(101, 300)));
        await(second);
        await(third);

        assertThat(keptTexts()).isEqualTo(values);
    }

    @Test
    public void anAppendOfNothingCompletesAndKeepsNothing() throws Exception {
        await(inbox().append(List.of()));

        assertThat(kept()).isEmpty();
    }

    @Test
    public void theSameRecordAppendedTwiceIsKeptTwice() throws Exception {
        Entry entry = entry("u-1", "{}");

        await(inbox().append(List.of(entry, entry)));
        await(inbox().append(List.of(entry)));

        assertThat(keptTexts()).containsExactly("{}", "{}", "{}");
    }

    @Test
    public void whatIsNoLoginIsKeptByteForByteToo() throws Exception {
        ByteArrayOutputStream anyByte = new ByteArrayOutputStream();
        IntStream.range(0, 256).filter(b -> b != '\n').forEach(anyByte::write);
        List<byte[]> values = List.of(
                "not json".getBytes(UTF_8),
                new byte[0],
                anyByte.toByteArray(),
                new byte[] {(byte) 0xff, 0},
                "a carriage return ends it\r".getBytes(UTF_8),
                "\r\r".getBytes(UTF_8));

        await(inbox().append(values.stream()
                .map(value -> new Entry("u-1".getBytes(UTF_8), value))
                .toList()));

        assertThat(keptTexts())
                .isEqualTo(values.stream().map(LoginInboxContract::text).toList());
    }

    @Test
    public void aRecordWithoutAKeyIsKept() throws Exception {
        await(inbox().append(List.of(entry(null, "a"), entry("u-1", "b"), entry(null, "c"))));

        assertThat(keptTexts()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    public void aLargeRecordIsKeptWhole() throws Exception {
        byte[] large = new byte[512 << 10];
        Arrays.fill(large, (byte) 'x');

        await(inbox().append(List.of(new Entry(null, large), entry("u-1", "small"))));

        assertThat(keptTexts()).containsExactlyInAnyOrder(text(large), "small");
    }

    @Test
    public void appendsOfManyThreadsAreAllKeptOnceAndEachInItsOwnOrder() throws Exception {
        int threads = 8;
        int appends = 25;
        int perAppend = 10;
        CountDownLatch together = new CountDownLatch(threads);
        List<Future<List<CompletionStage<Void>>>> running = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(threads)) {
            for (int t = 0; t < threads; t++) {
                String name = "t" + t;
                running.add(senders.submit(() -> {
                    together.countDown();
                    together.await();
                    List<CompletionStage<Void>> stages = new ArrayList<>();
                    for (int a = 0; a < appends; a++) {
                        stages.add(inbox().append(entries(name, numbered(name, a * perAppend, perAppend))));
                    }
                    return stages;
                }));
            }
            for (Future<List<CompletionStage<Void>>> sender : running) {
                for (CompletionStage<Void> stage : sender.get(LONG_SECONDS, TimeUnit.SECONDS)) {
                    await(stage);
                }
            }
        }

        List<String> kept = keptTexts();
        assertThat(kept).hasSize(threads * appends * perAppend);
        for (int t = 0; t < threads; t++) {
            String name = "t" + t;
            assertThat(kept.stream().filter(value -> value.startsWith(name + "-")))
                    .isEqualTo(numbered(name, 0, appends * perAppend));
        }
    }

    @Test
    public void anInboxOfLittleIsNotFull() throws Exception {
        assertThat(inbox().isFull()).isFalse();

        await(inbox().append(List.of(entry("u-1", "{}"))));

        assertThat(inbox().isFull()).isFalse();
    }

    /** Waits until the stage completes; fails if it completes exceptionally, or not at all. */
    protected static void await(CompletionStage<Void> stage) throws Exception {
        stage.toCompletableFuture().get(LONG_SECONDS, TimeUnit.SECONDS);
    }

    /** A record of text. */
    protected static Entry entry(@Nullable String key, String value) {
        return new Entry(key == null ? null : key.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    /** Records of one key. */
    protected static List<Entry> entries(String key, List<String> values) {
        return values.stream().map(value -> entry(key, value)).toList();
    }

    private static List<String> numbered(String name, int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> name + "-" + i)
                .toList();
    }

    private List<String> keptTexts() throws Exception {
        return kept().stream().map(LoginInboxContract::text).toList();
    }

    /** One character a byte, so that nothing is lost and a failure can be read. */
    private static String text(byte[] value) {
        return new String(value, ISO_8859_1);
    }
}
