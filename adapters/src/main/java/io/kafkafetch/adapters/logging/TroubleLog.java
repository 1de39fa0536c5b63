package io.kafkafetch.adapters.logging;

import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleListener;
import io.kafkafetch.application.trouble.TroubleReport;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs troubles for people: what, what becomes of the logins, what the service does, what to do, and where more is
 * written; a cause with several places is one line. Stateless.
 */
public final class TroubleLog implements TroubleListener {

    private static final Logger LOG = LoggerFactory.getLogger(TroubleLog.class);

    @Override
    public void began(TroubleReport trouble) {
        Fault fault = trouble.fault();
        LOG.warn(
                "{}. {} {} To do: {} [{}] at {}{}",
                fault.what(),
                fault.code().effect(),
                fault.code().doing(),
                fault.code().action(),
                fault.code().text(),
                trouble.place(),
                details(fault));
    }

    @Override
    public void lasts(TroubleReport trouble, Duration age, int failures) {
        Fault fault = trouble.fault();
        LOG.warn(
                "Still, after {} s and {} failures: {} [{}] at {}{}",
                age.toSeconds(),
                failures,
                fault.what(),
                fault.code().text(),
                trouble.place(),
                details(fault));
    }

    @Override
    public void over(Fault fault, Duration age) {
        LOG.info("Over after {} s: {}", age.toSeconds(), fault.what());
    }

    private static String details(Fault fault) {
        return fault.details().isEmpty() ? "" : ": " + fault.details();
    }
}
