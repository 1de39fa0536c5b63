/**
 * The settings of HTTP: where it listens, to whom, and how much it takes. Texts enter, checked records leave; wiring and
 * commands use them.
 */
@NullMarked
package io.kafkafetch.bootstrap.config.http;

import org.jspecify.annotations.NullMarked;
