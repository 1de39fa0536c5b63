package io.kafkafetch.adapters.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The code of a test between its two markers, which a page shows. */
final class ShownCode {

    private static final String BEGIN = "    // ---- CONTRIBUTING: begin\n";
    private static final String END = "    // ---- CONTRIBUTING: end\n";

    private ShownCode() {}

    /** Fails unless CONTRIBUTING.md shows what stands between the markers in the source of this test. */
    static void assertShown(Class<?> test) throws IOException {
        String source = Files.readString(Path.of("src/test/java", test.getName().replace('.', '/') + ".java"), UTF_8);
        String shown = source.substring(source.indexOf(BEGIN) + BEGIN.length(), source.indexOf(END))
                .stripTrailing()
                .stripIndent();

        assertThat(Files.readString(Path.of("../CONTRIBUTING.md"), UTF_8)).contains("```java\n" + shown + "\n```");
    }
}
