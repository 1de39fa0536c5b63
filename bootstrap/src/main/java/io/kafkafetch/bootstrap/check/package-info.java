/**
 * The command that checks a cluster before anything runs there. Settings enter, findings leave as text or JSON, and an exit
 * code. Only {@code cli} uses it.
 */
@NullMarked
package io.kafkafetch.bootstrap.check;

import org.jspecify.annotations.NullMarked;
