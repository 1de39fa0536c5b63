/**
 * Checks a cluster before anything runs there: is it reachable, who are we, are the topics fit, may we do all that we need.
 * In come clients, a pipeline and what is used of it, out go findings; nothing is left behind in the cluster. It uses
 * {@code client} and {@code rights}.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.check;

import org.jspecify.annotations.NullMarked;
