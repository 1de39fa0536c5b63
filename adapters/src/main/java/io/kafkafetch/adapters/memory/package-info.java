/** The output ports in memory: for tests, the file mode and experiments. */
@NullMarked
package io.kafkafetch.adapters.memory;

import org.jspecify.annotations.NullMarked;
