/**
 * Reads topics on and on beside the pipeline, as any other reader would: committed records alone. The output topics enter;
 * insights and rejected records leave, each once, to a {@link io.kafkafetch.application.published.PublishedListener}. {@code
 * census} reads other topics by the same feed. Only that and wiring may use it; the pipeline knows nothing of it.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.published;

import org.jspecify.annotations.NullMarked;
