package io.kafkafetch.benchmarks;

/**
 * What one run of a contestant came to, between two moments at which it had been running for a while.
 *
 * @param loginsPerSecond records read a second
 * @param cpuSecondsPerMillion CPU time of the contestant's process for a million records
 * @param brokerCpuSecondsPerMillion the same of the broker's process
 * @param peakResidentBytes most memory resident since its start
 * @param bytesPerLogin allocated on the heap for a record, by Kafka's client too
 * @param fullCollections of the whole heap since its start
 */
record Measurement(
        double loginsPerSecond,
        double cpuSecondsPerMillion,
        double brokerCpuSecondsPerMillion,
        double peakResidentBytes,
        double bytesPerLogin,
        double fullCollections) {}
