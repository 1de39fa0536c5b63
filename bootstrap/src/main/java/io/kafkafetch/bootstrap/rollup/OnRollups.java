package io.kafkafetch.bootstrap.rollup;

import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.RollupConfiguration.Mode;
import io.kafkafetch.bootstrap.config.Route.Reader;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.settings.Settings;
import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import java.util.function.Predicate;

/** Whether a part is needed for the totals that the settings ask for. */
abstract sealed class OnRollups implements Condition {

    private final Predicate<KafkaFetchConfiguration> needed;

    private OnRollups(Predicate<KafkaFetchConfiguration> needed) {
        this.needed = needed;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Micronaut declares it
    public boolean matches(ConditionContext context) {
        try {
            KafkaFetchConfiguration configuration = KafkaFetchConfiguration.of(Settings.of(context));
            return configuration.route().reader() != Reader.NOBODY && needed.test(configuration);
        } catch (InvalidSettingException reportedByTheConfiguration) {
            return false;
        }
    }

    /** This instance may make totals. */
    static final class Merges extends OnRollups {
        Merges() {
            super(configuration -> configuration.rollupTopics().isPresent()
                    && configuration.rollups().mode() == Mode.ON);
        }
    }

    /** This process does nothing else. */
    static final class Alone extends OnRollups {
        Alone() {
            super(configuration -> configuration.rollupTopics().isPresent()
                    && configuration.route().reader() == Reader.MERGER);
        }
    }

    /** There are totals in a topic, whoever makes them. */
    static final class Reads extends OnRollups {
        Reads() {
            super(configuration -> configuration.rollupTopics().isPresent());
        }
    }

    /** This instance makes totals of its folder. */
    static final class InFolder extends OnRollups {
        InFolder() {
            super(configuration ->
                    configuration.hasRollups() && configuration.rollupTopics().isEmpty());
        }
    }

    /** This instance knows totals. */
    static final class Known extends OnRollups {
        Known() {
            super(KafkaFetchConfiguration::hasRollups);
        }
    }
}
