/**
 * What the value of a record says: the verdict on it, read as JSON or by the schema that it names. In come values and
 * headers, out go verdicts; a value whose schema is not there yet gets none.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.value;

import org.jspecify.annotations.NullMarked;
