/**
 * Reads what is in a sink's folder side by side, and the lines that it was made from again, for an audit. The folder and a source
 * enter, findings and a report leave. The command {@code verify} uses it.
 */
@NullMarked
package io.kafkafetch.adapters.file.audit;

import org.jspecify.annotations.NullMarked;
