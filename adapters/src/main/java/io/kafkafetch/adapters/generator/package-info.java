/** Realistic logins from a seed, and every kind of record that is none. */
@NullMarked
package io.kafkafetch.adapters.generator;

import org.jspecify.annotations.NullMarked;
