package io.kafkafetch.application.position;

/** What becomes of a partition's running hours when its position is moved. */
public enum Hours {
    /** They stay as they are: logins that are read again count twice in them, skipped ones never. */
    KEEP,
    /** They begin again at zero. */
    CLEAR
}
