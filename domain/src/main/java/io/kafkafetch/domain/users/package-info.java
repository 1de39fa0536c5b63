/**
 * How many different users logged in, about: hashes of their ids enter, a summary that can be merged leaves. Which summary
 * that is, an adapter decides. For whoever counts logins over time.
 */
@NullMarked
package io.kafkafetch.domain.users;

import org.jspecify.annotations.NullMarked;
