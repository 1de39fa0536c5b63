package io.kafkafetch.adapters.memory;

import io.kafkafetch.adapters.OutcomeLedgerContract;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Origin;
import java.util.List;

class InMemoryLedgerTest extends OutcomeLedgerContract {

    private final InMemoryLedger ledger = new InMemoryLedger();

    @Override
    protected OutcomeLedger ledger() {
        return ledger;
    }

    @Override
    protected List<String> visibleInsights() {
        return ledger.committed().stream()
                .flatMap(outcome -> insightsOf(outcome).stream())
                .toList();
    }

    @Override
    protected List<Origin> visibleDeadLetters() {
        return ledger.committed().stream()
                .flatMap(outcome -> deadLettersOf(outcome).stream())
                .toList();
    }
}
