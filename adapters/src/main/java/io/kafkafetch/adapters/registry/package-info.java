/**
 * Records that name their schema: a registry is asked for it, and the value becomes the JSON text of the event. In come
 * the bytes of records, out go verdicts on logins.
 */
@NullMarked
package io.kafkafetch.adapters.registry;

import org.jspecify.annotations.NullMarked;
