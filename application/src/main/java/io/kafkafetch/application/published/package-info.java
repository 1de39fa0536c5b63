/**
 * What was published, as its readers get it. Committed insights and rejected records enter, from an adapter that reads them
 * back or straight from the commits, and leave through {@link io.kafkafetch.application.published.PublishedListener} (output
 * port) for the live view and the demo. Adapters may use it.
 */
@NullMarked
package io.kafkafetch.application.published;

import org.jspecify.annotations.NullMarked;
