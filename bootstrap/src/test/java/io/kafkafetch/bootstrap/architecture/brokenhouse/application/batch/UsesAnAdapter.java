package io.kafkafetch.bootstrap.architecture.brokenhouse.application.batch;

import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.json.Codec;

public record UsesAnAdapter(Codec codec) {}
