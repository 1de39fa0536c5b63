package io.kafkafetch.bootstrap.kafka;

import java.util.List;

/** What must hold of any run, however it went: the same objects judge the happy path, the restart and the kill. */
interface Guarantee {

    /** All there are. */
    List<Guarantee> ALL = List.of(new NothingLost(), new CountedOnce(), new ReconcilingCounts(), new RolledUp());

    /** Fails if what was published breaks the guarantee for what was fed. */
    void check(Feed feed, Published published);

    /** Checks all guarantees. */
    static void checkAll(Feed feed, Published published) {
        ALL.forEach(guarantee -> guarantee.check(feed, published));
    }
}
