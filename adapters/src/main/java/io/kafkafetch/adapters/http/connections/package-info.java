/**
 * What holds for every connection, whatever is asked on it: how many there may be, how long one may be silent, and what of
 * HTTP Micronaut leaves out. {@link io.kafkafetch.adapters.http.connections.ConnectionSettings} is the door: with a bean of
 * it each connection gets a guard.
 */
@NullMarked
package io.kafkafetch.adapters.http.connections;

import org.jspecify.annotations.NullMarked;
