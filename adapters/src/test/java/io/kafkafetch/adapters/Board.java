package io.kafkafetch.adapters;

import io.kafkafetch.application.trouble.Trouble;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.application.trouble.TroubleListener;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;

/** A board of troubles that a test reads; nobody logs them. */
public final class Board {

    public final TroubleBoard board = new TroubleBoard(TroubleListener.UNHEARD, InstantSource.system());

    /** What is wrong now, with its details, by place. */
    public Map<String, String> troubles() {
        return board.present().stream()
                .collect(Collectors.toMap(
                        Trouble::place, trouble -> trouble.fault().detailed()));
    }

    /** The codes of what is wrong now, by place. */
    public Map<String, String> codes() {
        return board.present().stream()
                .collect(Collectors.toMap(
                        Trouble::place, trouble -> trouble.fault().code().text()));
    }
}
