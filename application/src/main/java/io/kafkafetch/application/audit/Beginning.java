package io.kafkafetch.application.audit;

import io.kafkafetch.domain.insight.HourCounts;
import java.util.Optional;

/**
 * Where the audit of a partition begins.
 *
 * @param offset of the first record of its first batch
 * @param running logins per hour before it; empty where nobody knows, so that running hours are not checked
 */
public record Beginning(long offset, Optional<HourCounts> running) {}
