/**
 * Follows a log as a service does. In comes a path and a pipeline, out go its lines, each once, with the losses that
 * could not be avoided; {@link io.kafkafetch.adapters.file.source.FileOwner} is what it knows of a writer that it
 * shares a folder with, such as {@code spool}. Bootstrap starts it.
 */
@NullMarked
package io.kafkafetch.adapters.file.source;

import org.jspecify.annotations.NullMarked;
