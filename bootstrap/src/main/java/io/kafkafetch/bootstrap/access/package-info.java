/**
 * Tokens for HTTP: the command that makes them, and what the settings of HTTP mean for Micronaut's server. Commands use it.
 */
@NullMarked
package io.kafkafetch.bootstrap.access;

import org.jspecify.annotations.NullMarked;
