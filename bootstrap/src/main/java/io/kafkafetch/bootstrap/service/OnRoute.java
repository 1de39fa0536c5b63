package io.kafkafetch.bootstrap.service;

import io.kafkafetch.bootstrap.config.Route;
import io.kafkafetch.bootstrap.config.Sink;
import io.kafkafetch.bootstrap.config.Source;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.settings.Settings;
import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import java.util.function.Predicate;

/** Conditions of beans that only some {@link Route routes} have. */
public abstract class OnRoute implements Condition {

    private final Predicate<Route> needed;

    private OnRoute(Predicate<Route> needed) {
        this.needed = needed;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Micronaut declares it
    public boolean matches(ConditionContext context) {
        try {
            return needed.test(Route.of(Settings.of(context)));
        } catch (InvalidSettingException reportedByTheConfiguration) {
            return false;
        }
    }

    /** Lanes read the input topic. */
    public static final class ReadsTopic extends OnRoute {
        public ReadsTopic() {
            super(route -> route.reader() == Route.Reader.LANES);
        }
    }

    /** One thread reads a file, or the spool of what was posted. */
    public static final class ReadsFile extends OnRoute {
        public ReadsFile() {
            super(route -> route.reader() == Route.Reader.FILE);
        }
    }

    /** Somebody reads, so that there is a service. */
    public static final class Reads extends OnRoute {
        public Reads() {
            super(Route::isRead);
        }
    }

    /** Logins are posted. */
    public static final class TakesRequests extends OnRoute {
        public TakesRequests() {
            super(route -> route.source() == Source.HTTP);
        }
    }

    /** What is posted is kept in the input topic. */
    public static final class KeepsInTopic extends OnRoute {
        public KeepsInTopic() {
            super(route -> route.inbox() == Route.Inbox.TOPIC);
        }
    }

    /** What is posted is kept beside the insights. */
    public static final class KeepsInSpool extends OnRoute {
        public KeepsInSpool() {
            super(route -> route.inbox() == Route.Inbox.SPOOL);
        }
    }

    /** What is posted is kept until the run ends. */
    public static final class KeepsForThisRun extends OnRoute {
        public KeepsForThisRun() {
            super(route -> route.inbox() == Route.Inbox.TEMPORARY_SPOOL);
        }
    }

    /** Insights go to topics. */
    public static final class IntoTopics extends OnRoute {
        public IntoTopics() {
            super(route -> route.sink() == Sink.KAFKA);
        }
    }

    /** Insights go where no other instance reads them. */
    public static final class NotIntoTopics extends OnRoute {
        public NotIntoTopics() {
            super(route -> route.sink() != Sink.KAFKA);
        }
    }

    /** Insights go to files. */
    public static final class IntoFiles extends OnRoute {
        public IntoFiles() {
            super(route -> route.sink() == Sink.FILE);
        }
    }

    /** Insights go to standard output. */
    public static final class OntoTheConsole extends OnRoute {
        public OntoTheConsole() {
            super(route -> route.sink() == Sink.CONSOLE);
        }
    }
}
