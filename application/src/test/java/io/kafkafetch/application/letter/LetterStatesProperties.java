package io.kafkafetch.application.letter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.record.Partition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LetterStatesProperties {

    record Put(LetterId letter, LetterState state) {}

    @Provide
    Arbitrary<List<Put>> puts() {
        Arbitrary<LetterId> letters = Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.longs().between(0, 1_100))
                .as((partition, offset) -> new LetterId(new Partition("user-login-dlq", partition), offset));
        return Combinators.combine(letters, Arbitraries.of(LetterState.class))
                .as(Put::new)
                .list()
                .ofMaxSize(300);
    }

    /** What was put last counts, and nothing changes for any other letter. */
    @Property(tries = 50)
    void theyAreAMapWhoseOtherLettersAreOpen(@ForAll("puts") List<Put> puts) {
        LetterStates states = new LetterStates();
        Map<LetterId, LetterState> map = new HashMap<>();
        for (Put put : puts) {
            states.put(put.letter(), put.state());
            map.put(put.letter(), put.state());
        }
        for (int partition = 0; partition < 4; partition++) {
            for (long offset = 0; offset < 1_200; offset++) {
                LetterId letter = new LetterId(new Partition("user-login-dlq", partition), offset);
                assertThat(states.of(letter)).isEqualTo(map.getOrDefault(letter, LetterState.OPEN));
            }
        }
    }
}
