/**
 * Which files a log has: the present one, those it was before its rotations, by name or by time, whatever folder they
 * moved to. In comes a path, out go files with their identities, oldest first. {@code bookmark} and {@code source} use
 * it.
 */
@NullMarked
package io.kafkafetch.adapters.file.folder;

import org.jspecify.annotations.NullMarked;
