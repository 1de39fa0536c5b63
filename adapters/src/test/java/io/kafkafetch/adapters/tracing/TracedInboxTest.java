package io.kafkafetch.adapters.tracing;

import static io.kafkafetch.adapters.tracing.RecordedSpans.attributes;
import static io.kafkafetch.adapters.tracing.RecordedSpans.contextOf;
import static io.kafkafetch.adapters.tracing.RecordedSpans.trace;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.application.intake.LoginInbox;
import io.kafkafetch.application.intake.LoginInbox.Entry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class TracedInboxTest {

    private static final List<Entry> TWO =
            List.of(new Entry(null, "a".getBytes(UTF_8)), new Entry(new byte[] {1}, "b".getBytes(UTF_8)));

    private final RecordedSpans recorded = new RecordedSpans();
    private final FakeInbox fake = new FakeInbox();
    private final TracedInbox inbox = new TracedInbox(fake, recorded.spans, "user-login");

    private static final class FakeInbox implements LoginInbox {
        private final List<Entry> entries = new ArrayList<>();
        private final CompletableFuture<Void> durable = new CompletableFuture<>();
        private boolean refusing;

        @Override
        public CompletionStage<Void> append(List<Entry> appended) {
            if (refusing) {
                throw new IllegalStateException("refused");
            }
            entries.addAll(appended);
            return durable;
        }

        @Override
        public boolean isFull() {
            return true;
        }
    }

    @Test
    void anAppendIsASpanUntilAllIsDurableAndItsEntriesCarryIt() {
        CompletableFuture<Void> durable;
        try (Scope client = Spans.parsed(trace(1)).makeCurrent()) {
            assertThat(client).isNotNull();
            durable = inbox.append(TWO).toCompletableFuture();
        }
        assertThat(recorded.all()).as("not durable yet").isEmpty();
        fake.durable.complete(null);

        assertThat(durable).isCompleted();
        SpanData span = recorded.only();
        assertThat(span.getName()).isEqualTo("send user-login");
        assertThat(span.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(span.getTraceId()).endsWith("01");
        assertThat(span.getParentSpanId()).isEqualTo("00000000000000aa");
        assertThat(attributes(span))
                .isEqualTo(Map.of(
                        "messaging.system", "kafka",
                        "messaging.operation.name", "send",
                        "messaging.operation.type", "send",
                        "messaging.destination.name", "user-login",
                        "messaging.batch.message_count", 2L));
        assertThat(fake.entries).extracting(Entry::trace).containsExactly(contextOf(span), contextOf(span));
        assertThat(fake.entries)
                .extracting(Entry::value)
                .containsExactly(TWO.get(0).value(), TWO.get(1).value());
        assertThat(fake.entries.getLast().key()).isEqualTo(new byte[] {1});
    }

    @Test
    void aFailureIsToldByItsTypeAlone() {
        CompletableFuture<Void> durable = inbox.append(TWO).toCompletableFuture();
        fake.durable.completeExceptionally(new IllegalStateException("of a user"));

        assertThat(durable).isCompletedExceptionally();
        SpanData span = recorded.only();
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attributes(span)).containsEntry("error.type", "java.lang.IllegalStateException");
        assertThat(span.toString()).doesNotContain("of a user");
    }

    @Test
    void aRefusalFliesAndEndsItsSpan() {
        fake.refusing = true;

        assertThatThrownBy(() -> inbox.append(TWO)).hasMessage("refused");
        assertThat(recorded.only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void withoutASdkTheEntriesAreAsTheyWere() {
        new TracedInbox(fake, new Spans(OpenTelemetry.noop()), "user-login").append(TWO);

        assertThat(fake.entries).isEqualTo(TWO);
        assertThat(inbox.isFull()).isTrue();
    }
}
