package io.kafkafetch.adapters;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What a class logs from INFO on, with the fields each line carries; it goes nowhere else meanwhile. */
public final class LogLines implements AutoCloseable {

    private final Logger logger;
    private final Appender appender = new Appender();

    /** A line. */
    public record LogLine(String message, Map<String, String> fields) {}

    /** Takes them on the thread that logs: the fields are the thread's. */
    private static final class Appender extends AppenderBase<ILoggingEvent> {
        private final List<LogLine> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(new LogLine(event.getFormattedMessage(), new TreeMap<>(event.getMDCPropertyMap())));
        }
    }

    private LogLines(Logger logger) {
        this.logger = logger;
    }

    /** From now on. */
    public static LogLines of(Class<?> type) {
        LogLines lines = new LogLines((Logger) LoggerFactory.getLogger(type));
        lines.logger.setLevel(Level.INFO);
        lines.logger.setAdditive(false);
        lines.appender.start();
        lines.logger.addAppender(lines.appender);
        return lines;
    }

    /** So far. */
    public List<LogLine> all() {
        return List.copyOf(appender.lines);
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(null);
    }
}
