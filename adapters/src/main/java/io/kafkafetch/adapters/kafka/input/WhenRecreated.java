package io.kafkafetch.adapters.kafka.input;

/** What a group does with an input topic that was deleted and created again. */
public enum WhenRecreated {
    /** Reads nothing until somebody decides. */
    HOLD,
    /** Reads the new topic from its beginning, with running hours that begin again. */
    RESTART
}
