/**
 * What a dead letter keeps of its record: all, nothing, or encrypted. A part's bytes and a public key enter, the bytes to
 * write leave; with the private key the part's bytes again. {@code json} and {@code kafka.records} write with it.
 */
@NullMarked
package io.kafkafetch.adapters.payload;

import org.jspecify.annotations.NullMarked;
