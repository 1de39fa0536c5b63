package io.kafkafetch.bootstrap.architecture.brokenhouse;

/**
 * A small house with the packages of the real one, each class of which breaks one rule (or, by its name, keeps them
 * all): the proof that the rules can fail.
 */
public final class BrokenHouse {

    private BrokenHouse() {}
}
