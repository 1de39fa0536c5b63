/**
 * Dead letters as lines of text for a terminal: lists, counts, single letters and what a replay does. Values enter, lines leave
 * that no terminal takes for commands, with nothing of a payload unless it is asked for. The {@code dlq} commands use it.
 */
@NullMarked
package io.kafkafetch.adapters.console.letter;

import org.jspecify.annotations.NullMarked;
