/**
 * What a service knows of its dead letters, where they are in a topic: how many are open, as metrics, and which are the
 * newest, as an answer; and how it sends their records again when somebody orders that. Counting starts once the cluster and its
 * topics are there. Nothing else uses it.
 */
@NullMarked
package io.kafkafetch.bootstrap.letters;

import org.jspecify.annotations.NullMarked;
