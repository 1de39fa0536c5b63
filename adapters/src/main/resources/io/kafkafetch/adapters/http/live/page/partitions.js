// How far each partition is, and how much waits behind that.
import { byId, setAttribute, setText, show } from "./dom.js";
import * as format from "./format.js";
import { notKnown } from "./freshness.js";
import { Expandable, fill, head, number } from "./tables.js";

const FEW = 6;
/** More are not written; those with the most waiting are. */
const MOST = 200;

export class Partitions {
    #pipeline = null;
    #old = null;
    #lagKnown = false;
    #more = new Expandable(byId("partitions-more"), FEW, () => this.#write());

    show(_insights, pipeline, { positions }) {
        if (pipeline !== this.#pipeline || positions?.since !== this.#old?.since) {
            this.#pipeline = pipeline;
            this.#old = positions;
            this.#lagKnown ||= format.known(pipeline.lag?.records);
            setAttribute(byId("partitions"), "data-lag", String(this.#lagKnown));
            this.#write();
        }
    }

    #write() {
        const all = this.#pipeline.partitions ?? [];
        const sorted = all.length > FEW ? [...all].sort((a, b) => (b.lag ?? 0) - (a.lag ?? 0)) : all;
        const shown = this.#more.of(sorted.slice(0, MOST), "partitions");
        show(byId("partitions-table"), all.length > 0);
        show(byId("partitions-none"), all.length === 0);
        setText(byId("partitions-none"), "No partition has been read yet.");
        setText(byId("partitions-sub"), this.#old?.since
            ? `${notKnown(this.#old)}; this is how it was then`
            : this.#pipeline.checked_at
            ? `${format.plural(all.length, "partition", "partitions")} as committed, at ${format.time(this.#pipeline.checked_at)}`
            : "as committed");
        setAttribute(byId("partitions-table"), "data-stale", this.#old === null ? null : "true");
        fill(byId("partition-rows"), shown.map((at) => [
            head(`${format.name(at.topic)}-${at.partition}`, `${at.topic}-${at.partition}`),
            number(at.position),
            number(at.end, format.count, "wide-only"),
            number(at.lag),
            number(at.lag_seconds, format.duration),
        ]));
    }
}
