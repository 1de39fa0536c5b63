package io.kafkafetch.bootstrap.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PageAssertions.HasURLOptions;
import com.microsoft.playwright.options.AriaRole;
import io.kafkafetch.bootstrap.kafka.SteadyNetwork;
import io.kafkafetch.bootstrap.oidc.IdentityProvider;
import io.kafkafetch.bootstrap.oidc.OidcService;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page of a service that knows people by a provider, which is another site for the browser: no cookie of the service's
 * comes along with who returns from there.
 */
@ExtendWith({SteadyNetwork.class, NeedsBrowser.class})
class OidcOnThePageTest {

    @TempDir
    private Path folder = Path.of("");

    private IdentityProvider provider;
    private OidcService service;
    private Window window;
    private LivePage page;

    @BeforeEach
    void start(Chromium chromium) throws Exception {
        provider = IdentityProvider.start();
        service = new OidcService(provider, folder);
        window = new Window(chromium.browser());
        page = window.page();
    }

    @AfterEach
    void stop() {
        try {
            window.watch().assertSilent();
        } finally {
            window.close();
            service.close();
            provider.close();
        }
    }

    private void assertAt(Page tab, String path) {
        assertThat(tab).hasURL(service.origin() + path, new HasURLOptions().setTimeout(LivePage.PATIENCE_MS));
    }

    private Locator button(String name) {
        return page.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void whomTheProviderKnowsIsSignedInByItselfAndBackWhereHeWas() {
        page.open(service.origin() + "/#range=1h");

        assertAt(page.page(), "/#range=1h");
        page.awaitConnected();
        assertThat(page.id("session-name")).hasText(IdentityProvider.PERSON);
    }

    @Test
    void whoSignsOutStaysOutUntilHeSaysWhoHeIs() {
        page.open(service.origin());
        page.awaitConnected();

        page.id("sign-out").click();
        assertThat(page.page().getByRole(AriaRole.STATUS)).hasText("You are signed out here.");
        button("Sign in").click();
        page.page().getByText("It is me").click();

        assertAt(page.page(), "/");
        page.awaitConnected();
    }

    @Test
    void whoMayNotLookSeesWhichRoleHeLacks() {
        provider.rolesAre("urn:example:apps");
        page.open(service.origin());

        assertThat(page.page().getByRole(AriaRole.ALERT))
                .hasText(IdentityProvider.PERSON + " may not look at this: it needs the role view.");
        page.open(service.origin() + "/docs");
        assertThat(page.page().getByRole(AriaRole.ALERT)).containsText("the role view");
        provider.rolesAre("viewers");
        button("Sign in as somebody else").click();
        page.page().getByText("It is me").click();

        assertAt(page.page(), "/docs");
    }

    @Test
    void whomTheProviderRefusesReadsSo() {
        provider.denies();
        page.open(service.origin());

        assertThat(page.page().getByRole(AriaRole.ALERT))
                .hasText("The identity provider did not sign you in (access_denied).");
        assertThat(button("Sign in")).isVisible();
    }

    @Test
    void aCallbackThatNobodyAskedForSignsNobodyIn() {
        page.open(service.origin() + "/sign-in/oidc?code=stolen&state=" + "x".repeat(22));

        assertThat(page.page().getByRole(AriaRole.ALERT))
                .hasText("This sign-in took too long, was begun elsewhere, or is over already.");
        assertAt(page.page(), "/sign-in/oidc");
        window.watch().forgiveNetwork(); // the refusal
    }

    @Test
    void whileTheProviderIsAwayThePageSaysSoAndGoesOnByItself() throws Exception {
        service.close();
        provider.stop();
        service = new OidcService(provider, folder.resolve("late"));
        page.open(service.origin());
        assertThat(page.page().getByRole(AriaRole.ALERT)).hasText("The identity provider does not answer.");

        provider.restart();

        assertAt(page.page(), "/");
        page.awaitConnected();
        window.watch().forgiveNetwork(); // the refusals
    }

    @Test
    void twoTabsSignInEachToItsOwn() {
        page.open(service.origin() + "/sign-in/oidc?out&to=%2F%23range%3D1h");
        Page other = page.page().context().newPage();
        other.navigate(service.origin() + "/sign-in/oidc?out&to=%2Fdocs");
        button("Sign in").click();
        other.getByRole(AriaRole.BUTTON).click();

        other.getByText("It is me").click();
        page.page().getByText("It is me").click();

        assertAt(other, "/docs");
        assertAt(page.page(), "/#range=1h");
    }

    /** It may lead to this service alone. */
    @ParameterizedTest
    @ValueSource(strings = {"%2F%2Fexample.com%2F", "https%3A%2F%2Fexample.com%2F", "%2F.%2F%2Fexample.com%2F"})
    void signingInLeadsToNoOtherSite(String to) {
        page.open(service.origin() + "/sign-in/oidc?to=" + to);

        assertAt(page.page(), "/");
        window.watch().forgiveNetwork(); // there may be no such path
    }
}
