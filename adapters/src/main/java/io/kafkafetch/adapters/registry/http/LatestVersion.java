package io.kafkafetch.adapters.registry.http;

import io.kafkafetch.adapters.registry.SchemaType;

/** The newest schema of a subject. */
public record LatestVersion(SchemaType type, int version, int id) {}
