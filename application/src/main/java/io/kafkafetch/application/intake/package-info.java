/**
 * How logins come in: the pipeline that a source of one thread hands its deliveries to, and the output port that keeps
 * what was posted until it is read.
 */
@NullMarked
package io.kafkafetch.application.intake;

import org.jspecify.annotations.NullMarked;
