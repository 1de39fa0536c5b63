package io.kafkafetch.bootstrap.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.kafkafetch.bootstrap.Main;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Takes the README's picture of the page while the demo runs. Not one of the tests, for its name ends in neither Test nor
 * Properties: {@code docs/page-picture} runs it.
 */
@ExtendWith(NeedsBrowser.class)
class PictureOfThePage {

    private static final Path PICTURE = Path.of("../docs/page.png");
    private static final String ANNOUNCED = "The live page: ";
    /** They are the machine's and the day's. */
    private static final String WITHOUT_INSTANCE_AND_VERSION =
            "[data-testid=facts] > :nth-child(-n + 2) { display: none; }";

    private static final int LOGINS = 60_000;

    @Test
    void isTakenOnceTheDemoHasCountedEnough(Chromium chromium) throws IOException {
        Process demo = demo();
        try (BufferedReader output = demo.inputReader(UTF_8);
                BrowserContext window = chromium.browser()
                        .newContext(new Browser.NewContextOptions()
                                .setViewportSize(1280, 1234)
                                .setColorScheme(ColorScheme.LIGHT)
                                .setLocale("en-US")
                                .setTimezoneId("UTC")
                                .setBypassCSP(true))) {
            Page page = window.newPage();
            page.navigate(address(output) + "#range=all"); // it generates logins of the past
            page.waitForFunction(
                    "logins => Number(document.querySelector('[data-testid=total-logins]')?.value) >= logins",
                    LOGINS,
                    new Page.WaitForFunctionOptions().setTimeout(180_000));
            byte[] picture = page.screenshot(new Page.ScreenshotOptions().setStyle(WITHOUT_INSTANCE_AND_VERSION));
            // Written again, the file is a fifth smaller.
            ImageIO.write(ImageIO.read(new ByteArrayInputStream(picture)), "png", PICTURE.toFile());
        } finally {
            demo.destroy();
            demo.onExit().join();
        }
    }

    private static Process demo() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "demo",
                        "--port=0",
                        "--http-port=0",
                        "--rate=1000",
                        "--seed=7",
                        "--corrupt=3")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String address(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(ANNOUNCED)) {
                return line.substring(ANNOUNCED.length());
            }
        }
        throw new AssertionError("the demo ended before its page was there");
    }
}
