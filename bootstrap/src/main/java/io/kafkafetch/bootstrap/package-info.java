/** Assembles the runnable service: wiring, typed configuration, command line. The only place that sees everything. */
@NullMarked
package io.kafkafetch.bootstrap;

import org.jspecify.annotations.NullMarked;
