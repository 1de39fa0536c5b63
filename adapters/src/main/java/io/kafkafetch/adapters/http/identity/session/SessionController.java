package io.kafkafetch.adapters.http.identity.session;

import io.kafkafetch.adapters.http.identity.Access;
import io.kafkafetch.adapters.http.identity.Audit;
import io.kafkafetch.adapters.http.identity.Caller;
import io.kafkafetch.adapters.http.identity.Callers;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /api/session}: who asks, and signing a browser in and out. */
@Controller("/api/session")
final class SessionController implements SessionApi {

    private final Optional<Access> access;

    SessionController(@Nullable Access access) {
        this.access = Optional.ofNullable(access);
    }

    @Override
    @Get
    public HttpResponse<SessionDocument> session(HttpRequest<?> request) {
        return fresh(SessionDocument.of(access, Caller.of(request)));
    }

    @Override
    @Post(consumes = MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<?> signIn(HttpRequest<?> request, @Body SignIn given) {
        if (access.isEmpty()) {
            return fresh(SessionDocument.of(access, Optional.empty()));
        }
        Optional<Callers.SignedIn> signedIn = access.get().callers().signIn(request, given.token());
        if (signedIn.isEmpty()) {
            return access.get().refuseUnknown(request, true);
        }
        Caller caller = signedIn.get().caller();
        Audit.line(request, caller, "signed in");
        return fresh(SessionDocument.of(access, Optional.of(caller)))
                .cookie(signedIn.get().cookie());
    }

    @Override
    @Delete
    public HttpResponse<?> signOut(HttpRequest<?> request) {
        Caller.of(request).ifPresent(caller -> Audit.line(request, caller, "signed out"));
        MutableHttpResponse<?> signedOut = HttpResponse.noContent();
        access.flatMap(some -> some.callers().signOut(request)).ifPresent(signedOut::cookie);
        return signedOut;
    }

    private static MutableHttpResponse<SessionDocument> fresh(SessionDocument session) {
        return HttpResponse.ok(session).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
