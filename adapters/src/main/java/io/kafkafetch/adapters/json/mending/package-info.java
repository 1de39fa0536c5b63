/**
 * Changes single members of a JSON object and leaves all other bytes as they are. A failed record's value and rules enter, the
 * changed value leaves. Pure; the {@code dlq} commands read rules with it.
 */
@NullMarked
package io.kafkafetch.adapters.json.mending;

import org.jspecify.annotations.NullMarked;
