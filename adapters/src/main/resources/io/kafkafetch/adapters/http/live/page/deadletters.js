// What was rejected: by reason, and the latest records. Where they are, never what is in them.
import { byId, el, setText, show } from "./dom.js";
import * as format from "./format.js";
import { Hold } from "./hold.js";
import { Ranking } from "./ranking.js";
import { Expandable, fill, head, node, time } from "./tables.js";

export class DeadLetters {
    #letters = null;
    #written = { latest: [], rejected: 0 };
    #rejected = 0;
    #reasons = new Ranking("reason-rows", "reasons-more", 8, "reasons");
    #more = new Expandable(byId("letters-more"), 6, () => this.#write());
    #hold = new Hold(byId("letter-rows"), byId("letters-held"), () => this.#writeUnlessHeld());

    show(insights, pipeline) {
        this.#rejected = insights.totals?.rejected ?? 0;
        setText(byId("letters-sub"), pipeline.sink === "kafka" ? `in the topic ${format.name(pipeline.dlq_topic)}` : "kept unchanged, with their reasons");
        const letters = insights.dead_letters;
        if (!letters || letters === this.#letters) {
            return;
        }
        this.#letters = letters;
        show(byId("rejects-none"), letters.by_reason.length === 0);
        show(byId("rejects-table"), letters.by_reason.length > 0);
        this.#reasons.show(letters.by_reason.map((of) => ({ name: reason(of), count: of.count, last: time(of.latest) })));
        this.#writeUnlessHeld();
    }

    #writeUnlessHeld() {
        if (this.#letters && !this.#hold.holds(() => Math.max(0, this.#rejected - this.#written.rejected))) {
            this.#written = { latest: this.#letters.latest, rejected: this.#rejected };
            this.#write();
        }
    }

    #write() {
        const latest = this.#written.latest;
        show(byId("letters-none"), latest.length === 0);
        show(byId("letters-table"), latest.length > 0);
        fill(byId("letter-rows"), this.#more.of(latest, "dead letters").map((of) => {
            const record = `${format.name(of.topic)}-${of.partition}@${of.offset}`;
            const reasons = (of.reasons ?? []).map(reason);
            return [
                head(record, record),
                node(reasons.join("\n"), () => reasons.map((text) => el("span", { class: "chip" }, text)), "chips"),
                time(of.failed_at),
            ];
        }));
    }
}

/** A reason and its field: "missing device_type"; the code alone where it is about the whole record. */
const reason = ({ reason: code, field }) => (field ? `${format.name(code)} ${field}` : format.name(code));
