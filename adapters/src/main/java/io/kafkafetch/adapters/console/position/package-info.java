/**
 * Where a group stands and where it is to be put, as tables for a terminal. States of partitions and plans enter, lines leave. The
 * command {@code offsets} uses it.
 */
@NullMarked
package io.kafkafetch.adapters.console.position;

import org.jspecify.annotations.NullMarked;
