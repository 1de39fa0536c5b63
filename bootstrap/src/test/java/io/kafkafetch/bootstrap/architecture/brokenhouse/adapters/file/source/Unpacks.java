package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.file.source;

import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.packed.Content;

public record Unpacks(Content content) {}
