/**
 * Wires source and sink into the one {@link io.kafkafetch.bootstrap.service.Service} that {@code run} runs. The settings
 * enter; beans leave whose classes have plain constructors, and start and stop in order. {@code health}, {@code live} and
 * {@code cli} may use it.
 */
@NullMarked
package io.kafkafetch.bootstrap.service;

import org.jspecify.annotations.NullMarked;
