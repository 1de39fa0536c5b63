/**
 * The commands. Arguments enter; they start the service, the demo or a tool, and an exit code leaves. Only
 * {@link io.kafkafetch.bootstrap.Main} uses it.
 */
@NullMarked
package io.kafkafetch.bootstrap.cli;

import org.jspecify.annotations.NullMarked;
