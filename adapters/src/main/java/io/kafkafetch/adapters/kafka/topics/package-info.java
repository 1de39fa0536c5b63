/**
 * Sees to the topics before anything is read or written: waits for the cluster, creates what is missing where that is
 * allowed, and warns of configurations that would lose records. In come the topics' names, out comes a cluster that can
 * be used or the reason why not. Only bootstrap uses it.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.topics;

import org.jspecify.annotations.NullMarked;
