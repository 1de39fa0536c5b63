/**
 * The commands that show dead letters, fix their records and send them again. Arguments and settings enter; tables, JSON and
 * what became of the letters leave, and an exit code. Only {@code cli} uses it.
 */
@NullMarked
package io.kafkafetch.bootstrap.dlq;

import org.jspecify.annotations.NullMarked;
