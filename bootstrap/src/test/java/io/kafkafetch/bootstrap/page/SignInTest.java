package io.kafkafetch.bootstrap.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Where the service asks for a token: who has none signs in, and who has one sees whose it is. */
class SignInTest extends PageTest {

    private static final Pattern SIGN_IN = Pattern.compile(".*/sign-in\\?to=.*");

    @Test
    void whereNoTokenIsNeededNothingIsSaidOfIt() {
        opened(Document.sample());

        assertThat(page.id("session")).isHidden();
    }

    @Test
    void whoHasNoTokenSignsInAndIsBackWhereHeWas() {
        service.isSignedIn("");
        service.shows(Document.sample());
        page.open(service.address() + "#range=1h");
        assertThat(page.page()).hasURL(SIGN_IN);

        page.page().getByLabel("Token").fill("wrong");
        page.page().keyboard().press("Enter");
        assertThat(page.page().getByRole(AriaRole.ALERT)).hasText("Nobody has this token.");
        watch.forgiveNetwork(); // the refusal
        page.page().getByLabel("Token").fill(" right ");
        page.page().keyboard().press("Enter");

        assertThat(page.page()).hasURL(Pattern.compile(".*/#range=1h"));
        page.awaitConnected();
        assertThat(page.id("session-name")).hasText("ops");
    }

    /** A link of another site's brings no cookie along, and so leads to where one signs in. */
    @Test
    void whoIsSignedInAlreadyGoesOn() {
        service.isSignedIn("ops");
        service.shows(Document.sample());
        page.open(service.address() + "sign-in?to=%2F%23range%3D1h");

        assertThat(page.page()).hasURL(service.address() + "#range=1h");
    }

    @Test
    void whoMayNotLookReadsWhichRoleHeLacks() {
        service.isSignedIn("ops");
        page.open(service.address() + "sign-in?to=%2Fprometheus&role=metrics");

        assertThat(page.page().getByRole(AriaRole.ALERT))
                .hasText("ops may not look at this: it needs the role metrics.");
    }

    @Test
    void whoSignsOutHasToSignInAgain() {
        service.isSignedIn("ops");
        opened(Document.sample());
        assertThat(page.id("session-name")).hasText("ops");

        page.id("sign-out").click();

        assertThat(page.page()).hasURL(SIGN_IN);
    }

    @Test
    void whoseTokenIsTakenAwayHasToSignInAgain() {
        steersTime();
        service.isSignedIn("ops");
        opened(Document.sample());
        service.isSignedIn("");

        page.passes(Duration.ofSeconds(31));

        assertThat(page.page()).hasURL(SIGN_IN);
    }

    /** It may lead to this service alone. */
    @Test
    void signingInLeadsToNoOtherSite() {
        service.isSignedIn("");
        service.shows(Document.sample());
        page.open(service.address() + "sign-in?to=%2F%2Fexample.com%2F");

        page.page().getByLabel("Token").fill("right");
        page.page().getByRole(AriaRole.BUTTON).click();

        assertThat(page.page()).hasURL(service.address());
    }
}
