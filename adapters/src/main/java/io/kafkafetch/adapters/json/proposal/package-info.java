/**
 * A mapping to start from, guessed from sample events: {@link io.kafkafetch.adapters.json.proposal.MappingProposal}. Events as
 * JSON enter, the text of a mapping and the reasons for it leave. Pure; for {@code mapping init} alone.
 */
@NullMarked
package io.kafkafetch.adapters.json.proposal;

import org.jspecify.annotations.NullMarked;
