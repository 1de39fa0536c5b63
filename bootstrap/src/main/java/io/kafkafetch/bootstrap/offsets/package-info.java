/**
 * The commands that show where the group stands and put it elsewhere. Arguments and settings enter; tables, JSON and committed
 * offsets leave, and an exit code. Only {@code cli} uses it.
 */
@NullMarked
package io.kafkafetch.bootstrap.offsets;

import org.jspecify.annotations.NullMarked;
