/** What the tests of several adapters share: fixtures, and the contracts that every adapter of a port inherits. */
@NullMarked
package io.kafkafetch.adapters;

import org.jspecify.annotations.NullMarked;
