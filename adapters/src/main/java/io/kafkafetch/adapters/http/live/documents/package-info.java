/**
 * The documents of the live view's API, as they are sent: components have the members' names, which never change.
 * Values alone; all rooms of {@code live} may use it.
 */
@NullMarked
package io.kafkafetch.adapters.http.live.documents;

import org.jspecify.annotations.NullMarked;
