/**
 * A record on its way: where it came from, what it says or why it is rejected, and whoever hears of it. Sources make them;
 * all of the application may use them.
 */
@NullMarked
package io.kafkafetch.application.record;

import org.jspecify.annotations.NullMarked;
