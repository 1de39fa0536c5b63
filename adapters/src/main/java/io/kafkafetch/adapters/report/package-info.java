/**
 * Insights as documents for other programs: JSON lines, one JSON array, CSV.
 *
 * <p>{@link io.kafkafetch.adapters.report.Report} is the ledger that a {@link io.kafkafetch.application.intake.LoginPipeline}
 * commits to; it hands batches to an {@link io.kafkafetch.adapters.report.InsightPrinter}, and tells a listener what it
 * counted.
 */
@NullMarked
package io.kafkafetch.adapters.report;

import org.jspecify.annotations.NullMarked;
