/**
 * Lines of text as a terminal can show them: its size and colours, widths of characters, bars, and nothing in them that it
 * would obey. Used by the views of {@code console}, and by commands for their messages.
 */
@NullMarked
package io.kafkafetch.adapters.console.text;

import org.jspecify.annotations.NullMarked;
