package io.kafkafetch.adapters.generator;

import org.jspecify.annotations.Nullable;

/**
 * One record for the topic, or one line for a file. The arrays are shared, not copied: nobody changes them.
 *
 * @param key UTF-8 of the user's id, so that a user's logins stay in order in one partition; {@code null} for a quarter
 *     of the corrupt ones
 * @param value a value without the line's end; {@code null} for {@link Kind#TOMBSTONE} alone
 * @param kind what it was meant to be
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
public record GeneratedRecord(byte @Nullable [] key, byte @Nullable [] value, Kind kind) {}
