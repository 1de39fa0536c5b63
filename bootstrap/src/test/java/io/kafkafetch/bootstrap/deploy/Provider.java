package io.kafkafetch.bootstrap.deploy;

import java.util.Map;

/** A section of docs/MANAGED.md: a provider of Kafka, and the settings of its block. */
record Provider(String name, String text, Map<String, String> settings) {

    @Override
    public String toString() {
        return name;
    }
}
