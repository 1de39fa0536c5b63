/**
 * Reads back what was published, as any other reader would: committed records alone. The output topics enter; insights
 * and rejected records leave, each once, to a {@link io.kafkafetch.application.published.PublishedListener}. Only wiring may
 * use it; the pipeline knows nothing of it.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.published;

import org.jspecify.annotations.NullMarked;
