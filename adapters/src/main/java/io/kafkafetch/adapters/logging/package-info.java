/** What the log says of rejected records. */
@NullMarked
package io.kafkafetch.adapters.logging;

import org.jspecify.annotations.NullMarked;
