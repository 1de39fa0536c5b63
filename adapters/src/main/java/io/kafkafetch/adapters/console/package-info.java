/** The live view of insights in a terminal. */
@NullMarked
package io.kafkafetch.adapters.console;

import org.jspecify.annotations.NullMarked;
