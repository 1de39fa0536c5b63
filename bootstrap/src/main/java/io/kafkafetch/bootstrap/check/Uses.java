package io.kafkafetch.bootstrap.check;

import io.kafkafetch.adapters.kafka.rights.Use;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.RollupConfiguration;
import io.kafkafetch.bootstrap.config.Route;
import io.kafkafetch.bootstrap.config.Sink;
import java.util.EnumSet;
import java.util.Set;

/** What a service with these settings does with the cluster. */
public final class Uses {

    /** What {@code dlq} does, whatever the service is. */
    public static final Set<Use> OF_LETTERS = Set.of(Use.LETTERS, Use.REPLAYING);

    private Uses() {}

    /**
     * Empty where it uses none.
     *
     * @param hasPage whether there is a live page
     */
    public static Set<Use> of(KafkaFetchConfiguration configuration, boolean hasPage) {
        Route route = configuration.route();
        boolean publishes = route.sink() == Sink.KAFKA && route.isRead();
        Set<Use> uses = EnumSet.noneOf(Use.class);
        add(uses, Use.READING, route.reader() == Route.Reader.LANES);
        add(uses, Use.PUBLISHING, publishes);
        add(uses, Use.FILE, publishes && route.reader() == Route.Reader.FILE);
        add(uses, Use.SENDING, route.inbox() == Route.Inbox.TOPIC);
        add(uses, Use.LIVE_PAGE, publishes && hasPage);
        boolean hasTallies = publishes && configuration.rollupTopics().isPresent();
        add(uses, Use.TALLIES, hasTallies);
        add(uses, Use.MERGING, hasTallies && configuration.rollups().mode() == RollupConfiguration.Mode.ON);
        add(uses, Use.WARNINGS, !uses.isEmpty());
        add(uses, Use.CREATING, !uses.isEmpty() && configuration.createTopics());
        return uses;
    }

    private static void add(Set<Use> uses, Use use, boolean isUsed) {
        if (isUsed) {
            uses.add(use);
        }
    }
}
