package io.kafkafetch.bootstrap.service;

import io.kafkafetch.application.ledger.SkippedTotals;
import io.kafkafetch.application.progress.LossTotals;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The closing balance of what was lost or skipped; nothing where nothing was. */
@Singleton
final class ClosingReport {

    private static final Logger LOG = LoggerFactory.getLogger(ClosingReport.class);

    private final LossTotals lost;
    private final SkippedTotals skipped;

    ClosingReport(LossTotals lost, SkippedTotals skipped) {
        this.lost = lost;
        this.skipped = skipped;
    }

    @EventListener
    void onShutdown(ShutdownEvent event) {
        if (!lost.totals().isEmpty()) {
            LOG.warn("Since the start these were gone before they could be read, and are in no insight: {}", lost);
        }
        if (!skipped.totals().isEmpty()) {
            LOG.info("Since the start these were skipped, since they are no logins by LOGIN_MAPPING: {}", skipped);
        }
    }
}
