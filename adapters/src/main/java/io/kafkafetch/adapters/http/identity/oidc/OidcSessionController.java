package io.kafkafetch.adapters.http.identity.oidc;

import io.kafkafetch.adapters.http.identity.Access;
import io.kafkafetch.adapters.http.identity.Audit;
import io.kafkafetch.adapters.http.identity.Callers;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the page to sign in asks for: where the provider is, and a session for the code that it gave. Only the page can use
 * it, and so the description of the API has it not. The browser's {@code Origin}, which {@code guard} has checked, says where
 * the page is for the browser, behind a proxy too; the provider sends people to no address that it does not know.
 */
@Hidden
@Controller(OidcSessionController.PATH)
@Requires(beans = OidcCallers.class)
@ExecuteOn(TaskExecutors.BLOCKING)
final class OidcSessionController {

    static final String PATH = "/api/session/oidc";

    private static final Logger LOG = LoggerFactory.getLogger(OidcSessionController.class);

    private final Access access;
    private final OidcCallers callers;

    OidcSessionController(Access access, OidcCallers callers) {
        this.access = access;
        this.callers = callers;
    }

    /** @param again whether the provider asks who it is though it knows him */
    @Serdeable
    record Begin(boolean again) {}

    /** Where the provider asks who it is. */
    @Serdeable
    record Begun(String location) {}

    /** What the provider gave the browser. */
    @Serdeable
    record End(String code, String state) {

        /** Without what is secret. */
        @Override
        public String toString() {
            return "End[]";
        }
    }

    @Post(uri = "/begin", consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> begin(HttpRequest<?> request, @Body Begin given) {
        Optional<String> origin = request.getOrigin();
        if (origin.isEmpty()) {
            return access.refuseUnknown(request, true);
        }
        SignInAttempt attempt = SignInAttempt.random();
        try {
            MutableHttpResponse<Begun> begun =
                    HttpResponse.ok(new Begun(callers.begin(attempt, origin.get(), given.again())));
            SignInAttempt.tooMany(request).forEach(begun::cookie);
            return begun.cookie(attempt.cookie(request)).header(HttpHeaders.CACHE_CONTROL, "no-store");
        } catch (ProviderAwayException away) {
            return Access.refuseUndecided();
        }
    }

    @Post(uri = "/end", consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> end(HttpRequest<?> request, @Body End given) {
        Optional<String> origin = request.getOrigin();
        Optional<SignInAttempt> attempt = SignInAttempt.of(request, given.state());
        if (origin.isEmpty() || attempt.isEmpty()) {
            return access.refuseUnknown(request, true);
        }
        Optional<Callers.SignedIn> signedIn;
        try {
            signedIn = callers.end(request, attempt.get(), origin.get(), given.code());
        } catch (ProviderAwayException away) {
            LOG.warn("Nobody can sign in: {}", away.getMessage());
            return Access.refuseUndecided();
        }
        if (signedIn.isEmpty()) {
            return access.refuseUnknown(request, true);
        }
        Audit.line(request, signedIn.get().caller(), "signed in");
        return HttpResponse.noContent()
                .cookie(signedIn.get().cookie())
                .cookie(attempt.get().end(request))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
