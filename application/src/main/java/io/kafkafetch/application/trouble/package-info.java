/**
 * What can be wrong with a service, and how that is said to people: one catalogue for log, health, page and command line.
 *
 * <p>Whoever meets a failure classifies it (one place a technology) to a {@link io.kafkafetch.application.trouble.Fault},
 * and reports it with its place to the {@link io.kafkafetch.application.trouble.TroubleBoard}, which knows since when it
 * lasts. Several places with one cause are one trouble for people, a
 * {@link io.kafkafetch.application.trouble.TroubleReport}. {@code docs/RUNBOOK.md} has a section for each
 * {@link io.kafkafetch.application.trouble.TroubleCode}.
 */
@NullMarked
package io.kafkafetch.application.trouble;

import org.jspecify.annotations.NullMarked;
