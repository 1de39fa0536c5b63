package io.kafkafetch.bootstrap.architecture.brokenhouse.application;

import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.json.Codec;

public record UsesAnAdapter(Codec codec) {}
