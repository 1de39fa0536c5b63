/** The live view of insights in a terminal, and outcomes printed as they come. */
@NullMarked
package io.kafkafetch.adapters.console;

import org.jspecify.annotations.NullMarked;
