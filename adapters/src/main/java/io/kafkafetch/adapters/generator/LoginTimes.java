package io.kafkafetch.adapters.generator;

/** The moment of each login; never goes back but to start again. Not thread-safe. */
interface LoginTimes {

    /** Epoch second of the next login. */
    long next(Dice dice);
}
