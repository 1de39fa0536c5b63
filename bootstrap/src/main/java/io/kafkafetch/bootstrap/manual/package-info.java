/**
 * What the command line says of itself, all of it derived from picocli's model of the commands: help, version, shell
 * completions and man pages, and the name that somebody meant who misspelt one. Knows no command.
 */
@NullMarked
package io.kafkafetch.bootstrap.manual;

import org.jspecify.annotations.NullMarked;
