package io.kafkafetch.bootstrap.architecture.brokenhouse.application.batch;

import io.kafkafetch.bootstrap.architecture.brokenhouse.application.ledger.Commits;

public record CommitsByItself(Commits commits) {}
