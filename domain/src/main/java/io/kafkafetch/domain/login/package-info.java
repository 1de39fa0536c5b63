/**
 * What a login is, and when it is valid. The texts of a login's fields enter; a login that is valid by construction leaves,
 * or every reason why it is none. Pure; anybody may use it, it uses nothing.
 */
@NullMarked
package io.kafkafetch.domain.login;

import org.jspecify.annotations.NullMarked;
