package io.kafkafetch.adapters.file.source;

import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.application.trouble.TroubleCode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What troubles a source, for log and health. Used by the source's thread. */
final class Troubles {

    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

    private final String source;
    private final TroubleBoard board;
    private final Function<Throwable, Optional<Fault>> ofLedger;
    private final Set<String> places = new HashSet<>();

    /**
     * @param source its name, for people
     * @param ofLedger what a failure means that is none of files; empty where that is not known either
     */
    Troubles(String source, TroubleBoard board, Function<Throwable, Optional<Fault>> ofLedger) {
        this.ofLedger = ofLedger;
        this.source = source;
        this.board = board;
    }

    /** This failed, and will be tried again. */
    void trouble(String activity, Throwable failure) {
        Fault ofFiles = FileFaults.of(failure);
        trouble(
                activity,
                ofFiles.code() == TroubleCode.UNFORESEEN
                        ? ofLedger.apply(failure).orElse(ofFiles)
                        : ofFiles);
        LOG.debug("{}: {}", source, activity, failure);
    }

    /** This is how things are, and they will be looked at again. */
    void trouble(String activity, Fault fault) {
        String place = source + ": " + activity;
        places.add(place);
        board.report(place, fault);
    }

    void fine() {
        places.forEach(board::fine);
        places.clear();
    }
}
