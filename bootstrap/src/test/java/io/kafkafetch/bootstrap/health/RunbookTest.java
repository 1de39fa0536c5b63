package io.kafkafetch.bootstrap.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.trouble.Runbook;
import io.kafkafetch.application.trouble.TroubleCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue of troubles and the runbook are one. */
class RunbookTest {

    private static final Path ROOT = Path.of("..");

    @ParameterizedTest
    @EnumSource
    void eachTroubleHasASectionThatBeginsWithWhatIsWrong(TroubleCode code) throws IOException {
        String[] link = Runbook.OF_THE_REPOSITORY.section(code).split("#", 2);
        String runbook = Files.readString(ROOT.resolve(link[0]));

        assertThat(runbook).contains("\n### " + link[1] + "\n" + code.what());
    }

    @ParameterizedTest
    @EnumSource
    void eachTroubleIsToldInWholeSentences(TroubleCode code) {
        assertThat(code.what()).matches("[A-Z].*[^.!:]");
        assertThat(code.effect()).matches("[A-Z].*\\.");
        assertThat(code.doing()).matches("[A-Z].*\\.");
        assertThat(code.action()).matches("[A-Z].*[.)]");
    }
}
