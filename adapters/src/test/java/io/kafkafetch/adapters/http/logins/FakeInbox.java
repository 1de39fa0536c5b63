package io.kafkafetch.adapters.http.logins;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.application.intake.LoginInbox;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** An inbox that does what the test says: completes at once, when told to, or never. */
final class FakeInbox implements LoginInbox {

    private final List<Entry> entries = new ArrayList<>();
    private final Deque<CompletableFuture<Void>> held = new ArrayDeque<>();
    private boolean holding;
    private boolean forgetful;
    private boolean full;
    private int appends;
    private int appendsWhileFull;
    private long count;
    private long bytes;
    private boolean onVirtualThread;
    private Consumer<FakeInbox> listener = inbox -> {};

    @Override
    public synchronized CompletionStage<Void> append(List<Entry> added) {
        appends++;
        appendsWhileFull += full ? 1 : 0;
        count += added.size();
        added.forEach(entry -> bytes += entry.value().length);
        onVirtualThread = Thread.currentThread().isVirtual();
        if (!forgetful) {
            entries.addAll(added);
        }
        listener.accept(this);
        CompletableFuture<Void> stage = new CompletableFuture<>();
        if (holding) {
            held.add(stage);
        } else {
            stage.complete(null);
        }
        return stage;
    }

    @Override
    public synchronized boolean isFull() {
        return full;
    }

    /** Keeps no entries, only counts them. */
    synchronized FakeInbox forgetting() {
        forgetful = true;
        return this;
    }

    synchronized void full(boolean now) {
        full = now;
    }

    /** From now on appends complete when the test says so. */
    synchronized void hold() {
        holding = true;
    }

    /** Completes what is held, and all that comes. */
    void release() {
        List<CompletableFuture<Void>> stages;
        synchronized (this) {
            holding = false;
            stages = List.copyOf(held);
            held.clear();
        }
        stages.forEach(stage -> stage.complete(null));
    }

    /** The oldest held append fails. */
    void failOne() {
        failOne(new IllegalStateException("the inbox broke"));
    }

    void failOne(RuntimeException failure) {
        next().completeExceptionally(failure);
    }

    /** The oldest held append is durable. */
    void completeOne() {
        next().complete(null);
    }

    private synchronized CompletableFuture<Void> next() {
        return held.remove();
    }

    synchronized int held() {
        return held.size();
    }

    synchronized int appends() {
        return appends;
    }

    synchronized int appendsWhileFull() {
        return appendsWhileFull;
    }

    synchronized long count() {
        return count;
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized boolean onVirtualThread() {
        return onVirtualThread;
    }

    /** Is called with every append, under the inbox's lock. */
    synchronized void onAppend(Consumer<FakeInbox> action) {
        listener = action;
    }

    synchronized List<String> values() {
        return entries.stream().map(entry -> new String(entry.value(), UTF_8)).toList();
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }
}
