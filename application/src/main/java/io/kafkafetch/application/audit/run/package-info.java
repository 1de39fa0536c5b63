/**
 * One audit from beginning to end: manifests in their order, what was published beside them, and totals at the end. Adapters
 * that read what was published start it, commands print its report.
 */
@NullMarked
package io.kafkafetch.application.audit.run;

import org.jspecify.annotations.NullMarked;
