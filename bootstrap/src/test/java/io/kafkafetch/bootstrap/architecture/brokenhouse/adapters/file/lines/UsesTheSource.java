package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.file.lines;

import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.file.source.Follows;

public record UsesTheSource(Follows follows) {}
