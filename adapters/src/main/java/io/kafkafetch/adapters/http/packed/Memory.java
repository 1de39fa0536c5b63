package io.kafkafetch.adapters.http.packed;

/** The memory that all bodies share. What was taken is given back exactly once. */
public interface Memory {

    /** Takes so many bytes; throws an unchecked exception of the owner's if there are none now. */
    void take(int bytes);

    void giveBack(int bytes);
}
