package io.kafkafetch.bootstrap.service;

import io.kafkafetch.application.progress.LossTotals;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The closing balance of what was lost; nothing where nothing was. */
@Singleton
final class LossReport {

    private static final Logger LOG = LoggerFactory.getLogger(LossReport.class);

    private final LossTotals totals;

    LossReport(LossTotals totals) {
        this.totals = totals;
    }

    @EventListener
    void onShutdown(ShutdownEvent event) {
        if (!totals.totals().isEmpty()) {
            LOG.warn("Since the start these were gone before they could be read, and are in no insight: {}", totals);
        }
    }
}
