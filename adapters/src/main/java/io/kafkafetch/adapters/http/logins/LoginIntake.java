package io.kafkafetch.adapters.http.logins;

import io.kafkafetch.adapters.http.logins.admission.Admission;
import io.kafkafetch.adapters.http.logins.admission.ClientAddress;
import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import io.kafkafetch.adapters.http.logins.body.BodyForm;
import io.kafkafetch.adapters.http.logins.body.BodyStream;
import io.kafkafetch.adapters.http.logins.body.Events;
import io.kafkafetch.adapters.http.logins.fault.Fault;
import io.kafkafetch.adapters.http.logins.fault.Refusal;
import io.kafkafetch.adapters.http.logins.idempotency.IdempotencyWindow;
import io.kafkafetch.adapters.http.logins.idempotency.Progress;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.json.mapping.LoginMapping;
import io.kafkafetch.adapters.json.mapping.Pointer;
import io.kafkafetch.application.intake.LoginInbox;
import io.micronaut.http.body.ByteBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Takes requests: every event of a body is judged and, accepted, rejected or skipped, kept in the inbox, and the reply comes
 * when all of them are durable. Thread-safe; one a service, since its bounds hold over all requests.
 */
public final class LoginIntake {

    private final HttpSettings settings;
    private final LoginInbox inbox;
    private final LongSupplier nanoTime;
    private final Admission admission;
    private final IdempotencyWindow window;
    private final Decoders decoders;
    private final Optional<Pointer> eventsAt;

    /**
     * An intake that nothing has come to yet.
     *
     * @param format what events look like; the same as where the inbox is read
     * @param nanoTime a monotonic clock, such as {@link System#nanoTime}
     */
    public LoginIntake(HttpSettings settings, LoginFormat format, LoginInbox inbox, LongSupplier nanoTime) {
        this.settings = settings;
        this.decoders = new Decoders(format);
        this.eventsAt = format.mapping().flatMap(LoginMapping::events);
        this.inbox = inbox;
        this.nanoTime = nanoTime;
        this.admission = new Admission(settings);
        this.window = new IdempotencyWindow(settings, nanoTime);
    }

    /**
     * Takes one request. Blocks while it reads the body and while the inbox works.
     *
     * @param key the request's idempotency key
     * @param client who sends it
     * @throws Refusal if it is not taken, or not to its end
     */
    Reply take(BodyForm form, Optional<String> key, ClientAddress client, ByteBody body) {
        refuseTooLarge(form, body);
        admission.enter(client, inbox.isFull());
        try {
            Progress before = key.map(window::claim).orElse(Progress.NONE);
            Appender appender = new Appender(inbox, admission, settings, nanoTime, before, key.isPresent());
            boolean finished = false;
            try {
                LoginsAnswer answer = take(form, body, appender);
                finished = true;
                return new Reply(answer, before.finished());
            } finally {
                boolean whole = finished;
                appender.close(
                        durable -> key.ifPresent(used -> window.settle(used, whole ? durable.finish() : durable)));
            }
        } finally {
            admission.leave(client);
        }
    }

    /** What is free now, for tests: all of it while no request is under way. */
    Admission.Free free() {
        return admission.free();
    }

    /** Addresses with requests under way, for tests. */
    int addresses() {
        return admission.addresses();
    }

    /** Clients that ask before they send ({@code Expect: 100-continue}) don't send it then. */
    private void refuseTooLarge(BodyForm form, ByteBody body) {
        if (form.framing() == BodyForm.Framing.DOCUMENT
                && !form.isPacked()
                && body.expectedLength().orElse(0) > settings.documentBytes()) {
            throw new Refusal(Fault.DOCUMENT_TOO_LARGE);
        }
    }

    private LoginsAnswer take(BodyForm form, ByteBody body, Appender appender) {
        try (Verdicts verdicts = new Verdicts(admission);
                BodyStream stream = BodyStream.of(body, nanoTime, settings);
                InputStream bytes = form.unpacked(stream, settings, admission);
                Events events = form.events(stream, bytes, settings, admission, eventsAt)) {
            takeAll(events, verdicts, appender);
            appender.finish();
            return verdicts.answer();
        } catch (Refusal refusal) {
            throw settled(refusal, appender);
        } catch (IOException impossible) { // the streams refuse instead
            throw new UncheckedIOException(impossible);
        }
    }

    private void takeAll(Events events, Verdicts verdicts, Appender appender) throws IOException {
        ByteBuffer event = events.next();
        while (event != null) {
            if (isBlank(event)) {
                verdicts.addBlank();
                appender.skip();
            } else {
                Decoders.Judged judged = decoders.decode(event);
                verdicts.add(judged.verdict());
                appender.add(judged.userId().orElse(null), event);
            }
            if (!events.ready()) {
                appender.flush();
            }
            event = events.next();
        }
    }

    /** Of lines alone: nothing, or white space. It says nothing, and costs a client a byte: so it is no event. */
    private static boolean isBlank(ByteBuffer event) {
        for (int i = event.position(); i < event.limit(); i++) {
            byte here = event.get(i);
            if (here != ' ' && here != '\t' && here != '\r') {
                return false;
            }
        }
        return true;
    }

    /** What came before a fault ahead is kept, as it would be if it had come in a request of its own. */
    private static Refusal settled(Refusal refusal, Appender appender) {
        try {
            if (refusal.fault().liesAhead()) {
                appender.settle();
            }
            return refusal.keeping(appender.kept());
        } catch (Refusal worse) {
            return worse.keeping(appender.kept());
        }
    }
}
