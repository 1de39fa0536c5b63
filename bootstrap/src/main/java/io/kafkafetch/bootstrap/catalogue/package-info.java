/**
 * All settings in one list. The environment enters; every fault and every misspelt name leaves, and the tables of
 * {@code run --help} and of the documentation. Commands and {@code given} may use it, the settings themselves may not.
 */
@NullMarked
package io.kafkafetch.bootstrap.catalogue;

import org.jspecify.annotations.NullMarked;
