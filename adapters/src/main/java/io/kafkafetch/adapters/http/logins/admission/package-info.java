/**
 * Whether a request is let in and how much it may take: the settings, and what all requests share. A request takes
 * from {@link io.kafkafetch.adapters.http.logins.admission.Admission} and gives back exactly once. The rooms that
 * read a body and that keep its events may use it.
 */
@NullMarked
package io.kafkafetch.adapters.http.logins.admission;

import org.jspecify.annotations.NullMarked;
