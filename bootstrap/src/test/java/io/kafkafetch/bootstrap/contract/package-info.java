/**
 * The published description of the topics, {@code docs/asyncapi.yaml} with the schemas it refers to, against the code.
 * {@link io.kafkafetch.bootstrap.contract.AsyncApi} also judges records, for tests with a broker.
 */
@NullMarked
package io.kafkafetch.bootstrap.contract;

import org.jspecify.annotations.NullMarked;
