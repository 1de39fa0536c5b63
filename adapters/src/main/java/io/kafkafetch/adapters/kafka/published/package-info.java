/**
 * Reads back what was published, as any other reader would: committed records alone. In come the output topics, out go
 * insights and dead letters, each once. The live view and the demo listen; the pipeline knows nothing of it.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.published;

import org.jspecify.annotations.NullMarked;
