/**
 * Reads the topics of a pipeline side by side, each once and as far as it was committed at the start, and lets an audit
 * judge them. A pipeline's names and what is wanted of it enter, findings and totals leave. The command {@code verify} uses it.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.audit;

import org.jspecify.annotations.NullMarked;
