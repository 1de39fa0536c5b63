/**
 * Unpacks bodies by their {@code Content-Encoding}, in little memory. {@link io.kafkafetch.adapters.http.packed.Coding} is
 * the door; a body that is not what its header says ends in a {@link io.kafkafetch.adapters.http.packed.DamagedException}
 * after all content before.
 */
@NullMarked
package io.kafkafetch.adapters.http.packed;

import org.jspecify.annotations.NullMarked;
