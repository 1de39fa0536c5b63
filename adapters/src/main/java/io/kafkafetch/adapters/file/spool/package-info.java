/**
 * A folder as the inbox: keeps logins as lines of files until {@code source} has read them. In come records that
 * somebody posted, out goes what the disk has taken for certain. Bootstrap opens it for the HTTP source.
 */
@NullMarked
package io.kafkafetch.adapters.file.spool;

import org.jspecify.annotations.NullMarked;
