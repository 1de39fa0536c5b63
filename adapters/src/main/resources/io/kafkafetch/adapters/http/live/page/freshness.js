// How old the figures are. The service says by its own clock whether they are fresh, and the page knows by its own how
// long the service has been silent. The two clocks are never compared.
import * as format from "./format.js";
import { STALE_AFTER_MS } from "./stream.js";

/**
 * Which figures are not known now: {positions, published}, each null where they are those of now, else {since} (ISO, or
 * null where they never were known). Positions are lag, partitions and hours; published are rates, totals and ranks.
 */
export function freshness(pipeline, insights, silence, now = Date.now()) {
    const silent = silence > STALE_AFTER_MS ? { since: new Date(now - silence).toISOString() } : null;
    const old = pipeline.fresh === false ? { since: pipeline.checked_at ?? null } : null;
    const unread = insights.state === "unavailable" ? { since: insights.unavailable_since ?? null } : null;
    return {
        positions: old?.since ? old : silent ?? old,
        // The topics that are read back are in the cluster that does not answer, too.
        published: unread?.since ? unread : old?.since && pipeline.sink === "kafka" ? old : silent,
    };
}

/** "not known since 15:00:22 (last: 1,795)"; last is a text, or empty. */
export const notKnown = ({ since }, last = "") =>
    (since === null ? "not known yet" : `not known since ${format.time(since)}${last === "" ? "" : ` (last: ${last})`}`);
