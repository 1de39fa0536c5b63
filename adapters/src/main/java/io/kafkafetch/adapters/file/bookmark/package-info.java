/**
 * The place in a log that was read up to, as a text that survives rotation, compression and edits. In come files and
 * fingerprints of what was read, out goes where reading goes on, or which files were not read yet. Only {@code source}
 * uses it.
 */
@NullMarked
package io.kafkafetch.adapters.file.bookmark;

import org.jspecify.annotations.NullMarked;
