package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.packed;

import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.file.source.Follows;

public record UsesFiles(Follows follows) {}
