/**
 * The output port that commits what was decided as one unit, and what may stand in front of it: an observer, a pace that
 * follows the line. Adapters implement the port.
 */
@NullMarked
package io.kafkafetch.application.ledger;

import org.jspecify.annotations.NullMarked;
