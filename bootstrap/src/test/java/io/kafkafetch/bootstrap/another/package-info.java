/** The house of payments that docs/ANOTHER-EVENT.md makes of this one: its sources are changed as the page says, and compiled. */
@NullMarked
package io.kafkafetch.bootstrap.another;

import org.jspecify.annotations.NullMarked;
