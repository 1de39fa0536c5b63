/**
 * Reads logins: the bytes of a record enter, a login or every reason why it is none leaves. Most go through a scanner that
 * takes plain ones apart without a copy; a JSON parser is the rule for all others, and the scanner's oracle. The
 * resource {@code login-event.schema.json} beside it says the same for those who write logins. Every source may use it.
 */
@NullMarked
package io.kafkafetch.adapters.json.login;

import org.jspecify.annotations.NullMarked;
