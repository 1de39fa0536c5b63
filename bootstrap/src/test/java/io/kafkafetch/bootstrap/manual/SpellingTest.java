package io.kafkafetch.bootstrap.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({"same,same,0", "fromat,format,1", "frmat,format,1", "formatt,format,1", "formed,format,2", "'',abc,3"})
    void slipsAreLettersLeftOutAddedExchangedOrSwapped(String one, String other, int slips) {
        assertThat(Spelling.slips(one, other)).isEqualTo(slips);
        assertThat(Spelling.slips(other, one)).isEqualTo(slips);
    }

    @Test
    void whatIsTooFarWasNotMeant() {
        List<String> known = List.of("run", "health", "help");

        assertThat(Spelling.nearest("helth", known)).contains("health");
        assertThat(Spelling.nearest("rnu", known)).contains("run");
        assertThat(Spelling.nearest("fly", known)).isEmpty();
        assertThat(Spelling.nearest("", known)).isEmpty();
    }
}
