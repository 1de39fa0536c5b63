package io.kafkafetch.application.replay;

import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterStates;
import io.kafkafetch.application.letter.Letters;

/** Says what a {@link ReplayRun} would do, and does nothing. */
public record DryRun(Letters letters, LetterFilter filter, ReplayDecider decider, ReplayLimits limits) {

    /**
     * What would become of the letters that are meant.
     *
     * @param states of all letters
     * @param balance counts them as they are read
     */
    public ReplayBalance of(LetterStates states, ReplayBalance balance) throws InterruptedException {
        letters.<RuntimeException>read(filter, letter -> {
            if (filter.matches(letter, states.of(letter.id()))) {
                switch (decider.decide(letter)) {
                    case Decision.Send send ->
                        balance.accepted(letter.id(), send.replay().rule());
                    case Decision.RejectedAgain again -> balance.rejectedAgain(letter.id(), again.reasons());
                    case Decision.Park park -> balance.parked(letter.id(), park.because());
                    case Decision.Refuse refuse -> balance.refused(letter.id(), refuse.why());
                }
            }
            return balance.chosen() < limits.most();
        });
        return balance;
    }
}
