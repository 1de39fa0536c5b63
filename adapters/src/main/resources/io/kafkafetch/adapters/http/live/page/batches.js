// The latest batches; each leads to its insights.
import { leadTo } from "./address.js";
import { BatchDialog } from "./batchdialog.js";
import { byId, el } from "./dom.js";
import { Hold } from "./hold.js";
import { Expandable, fill, node, number, time } from "./tables.js";

export class Batches {
    #batches = null;
    #total = 0;
    #written = { batches: [], total: 0 };
    #more = new Expandable(byId("batches-more"), 8, () => this.#write());
    #hold = new Hold(byId("batch-rows"), byId("batches-held"), () => this.#writeUnlessHeld());

    constructor() {
        new BatchDialog();
        leadTo(byId("batch-rows"), "batch");
    }

    show(insights) {
        this.#total = insights.totals?.batches ?? 0;
        if (insights.batches && insights.batches !== this.#batches) {
            this.#batches = insights.batches;
            this.#writeUnlessHeld();
        }
    }

    #writeUnlessHeld() {
        if (this.#batches && !this.#hold.holds(() => Math.max(0, this.#total - this.#written.total))) {
            this.#written = { batches: this.#batches, total: this.#total };
            this.#write();
        }
    }

    #write() {
        fill(byId("batch-rows"), this.#more.of(this.#written.batches, "batches").map((of) => [
            node(of.batch, () => el("button", { type: "button", class: "link", "data-batch": of.batch, "aria-haspopup": "dialog" }, ...breakable(of.batch)), "batch-name"),
            number(of.events), number(of.rejected), number(of.insights, undefined, "wide-only"), time(of.published_at),
        ]));
    }
}

/** The name in two parts, so that a narrow line breaks before the offsets. */
function breakable(batch) {
    const at = batch.lastIndexOf("@");
    return at < 0 ? [batch] : [batch.slice(0, at), el("span", { class: "offsets" }, batch.slice(at))];
}
