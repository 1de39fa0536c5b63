package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.kafka.attic;

public record LiesInNoRoomOfTheList() {}
