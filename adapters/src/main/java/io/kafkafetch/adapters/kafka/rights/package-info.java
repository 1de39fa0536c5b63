/**
 * The rights that a secured cluster has to grant, in one list: the table of docs/CONFIGURATION.md, what the check tries, and
 * what the tests grant. In comes a pipeline and what is used of it, out go rights. It knows no room but {@code client}.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.rights;

import org.jspecify.annotations.NullMarked;
