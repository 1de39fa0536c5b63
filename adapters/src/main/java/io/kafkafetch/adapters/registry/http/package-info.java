/** A schema registry over HTTP, by the few requests that all registries of Confluent's kind answer. */
@NullMarked
package io.kafkafetch.adapters.registry.http;

import org.jspecify.annotations.NullMarked;
