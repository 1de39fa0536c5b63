/**
 * Dead letters and what became of them as JSON: the entries of their log, letters in listings and exports, and letters that
 * somebody changed by other tools. Values enter and JSON leaves, or the other way round. {@code kafka.letters}, {@code
 * file.letters} and the {@code dlq} commands use it.
 */
@NullMarked
package io.kafkafetch.adapters.json.letter;

import org.jspecify.annotations.NullMarked;
