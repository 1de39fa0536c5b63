package io.kafkafetch.adapters.json.proposal;

/** No mapping can be proposed from a sample; the message says what was expected of it, and nothing of what is in it. */
public final class NoProposalException extends Exception {

    private static final long serialVersionUID = 1L;

    NoProposalException(String expected) {
        super(expected);
    }
}
