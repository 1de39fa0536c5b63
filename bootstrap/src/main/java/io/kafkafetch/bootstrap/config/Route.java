package io.kafkafetch.bootstrap.config;

import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.settings.Settings;
import java.util.List;

/**
 * The way of a login, from a source to a sink. What parts there are follows from it alone; a new source or sink breaks
 * the build here until every part is decided.
 */
public record Route(Source source, Sink sink) {

    /** Who reads logins. */
    public enum Reader {
        /** Lanes, members of the group, from the input topic. */
        LANES,
        /** One thread, from a file or a spool. */
        FILE,
        /** Nobody reads logins, but tallies are added up. */
        MERGER,
        /** Nobody: there is no service. */
        NOBODY
    }

    /** Where posted logins are kept until they are read. */
    public enum Inbox {
        /** None are posted. */
        NONE,
        /** In the input topic. */
        TOPIC,
        /** Beside the insights that come from them. */
        SPOOL,
        /** In a folder that ends with the run. */
        TEMPORARY_SPOOL
    }

    /** One of the three topics. */
    public enum Topic {
        INPUT,
        OUTPUT,
        DEAD_LETTERS
    }

    /**
     * The route that the settings choose.
     *
     * @throws InvalidSettingException if source or sink is none
     */
    public static Route of(Settings settings) {
        return new Route(settings.get(KafkaFetchConfiguration.SOURCE), settings.get(KafkaFetchConfiguration.SINK));
    }

    /** Where posted logins are kept. */
    public Inbox inbox() {
        return switch (source) {
            case KAFKA, FILE, TALLIES, NONE -> Inbox.NONE;
            case HTTP ->
                switch (sink) {
                    case KAFKA -> Inbox.TOPIC;
                    case FILE -> Inbox.SPOOL;
                    case CONSOLE -> Inbox.TEMPORARY_SPOOL;
                };
        };
    }

    /** Who reads logins. */
    public Reader reader() {
        return switch (source) {
            case KAFKA -> Reader.LANES;
            case FILE -> Reader.FILE;
            case TALLIES -> Reader.MERGER;
            case NONE -> Reader.NOBODY;
            case HTTP ->
                switch (inbox()) {
                    case TOPIC -> Reader.LANES;
                    case SPOOL, TEMPORARY_SPOOL -> Reader.FILE;
                    case NONE -> throw new IllegalStateException("posted logins have no inbox");
                };
        };
    }

    /** Whether somebody reads logins. */
    public boolean isRead() {
        return switch (reader()) {
            case LANES, FILE -> true;
            case MERGER, NOBODY -> false;
        };
    }

    /** The topics that must be there; where nobody reads, that is the one that is generated into. */
    public List<Topic> topics() {
        List<Topic> published = switch (sink) {
            case KAFKA -> List.of(Topic.OUTPUT, Topic.DEAD_LETTERS);
            case FILE, CONSOLE -> List.of();
        };
        return switch (reader()) {
            case NOBODY -> List.of(Topic.INPUT);
            case MERGER -> List.of();
            case FILE -> published;
            case LANES -> published.isEmpty() ? List.of(Topic.INPUT) : List.of(Topic.values());
        };
    }
}
