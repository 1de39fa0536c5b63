/**
 * Files that count while the service runs, such as tokens and certificates. Paths and a way to read them enter; what they
 * hold now leaves. Like {@code packed}, any adapter may use it; it uses none.
 */
@NullMarked
package io.kafkafetch.adapters.reread;

import org.jspecify.annotations.NullMarked;
