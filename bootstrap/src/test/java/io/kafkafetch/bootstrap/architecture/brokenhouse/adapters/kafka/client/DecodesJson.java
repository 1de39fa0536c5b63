package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.kafka.client;

import io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.json.Codec;

public record DecodesJson(Codec codec) {}
