/**
 * Different users: ids enter as keyed hashes, and leave as a summary that says about how many there are, which is also
 * read back from its bytes. The only place that knows which hash and which summary these are. Formats and bootstrap use it.
 */
@NullMarked
package io.kafkafetch.adapters.users;

import org.jspecify.annotations.NullMarked;
