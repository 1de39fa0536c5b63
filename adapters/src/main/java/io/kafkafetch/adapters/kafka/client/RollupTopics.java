package io.kafkafetch.adapters.kafka.client;

import io.kafkafetch.adapters.json.rollup.Rules;

/**
 * Where totals over all partitions are made from and kept. Of both topics the first partition alone counts.
 *
 * @param tallies what each commit counted; written by the lanes
 * @param rollups totals and windows; written by whoever merges
 * @param rules by which logins are counted
 */
public record RollupTopics(String tallies, String rollups, Rules rules) {}
