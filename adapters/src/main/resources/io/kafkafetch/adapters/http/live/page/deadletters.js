// What was rejected: by reason, the latest records, and what became of all. Where they are, never what is in them.
import { leadTo } from "./address.js";
import { byId, el, setNumber, setText, show } from "./dom.js";
import * as format from "./format.js";
import { Hold } from "./hold.js";
import { LetterDialog, nameOf, reason } from "./letterdialog.js";
import { Ranking } from "./ranking.js";
import { Expandable, fill, node, number, time } from "./tables.js";

/** A reason is new for so long, if others were there before it. */
const NEW_FOR_MS = 600_000;
const SETTLED_AFTER_MS = 60_000;

/** What may become of a dead letter. */
const STATES = ["open", "replayed", "parked", "discarded"];

/** Whether a reason appeared lately in a feed that had others before. All times are the service's. */
export function isNew(first, since, latest) {
    const at = Date.parse(first);
    return at - Date.parse(since) > SETTLED_AFTER_MS && Date.parse(latest) - at < NEW_FOR_MS;
}

export class DeadLetters {
    #letters = null;
    #written = { latest: [], rejected: 0 };
    #rejected = 0;
    #dialog = new LetterDialog();
    #reasons = new Ranking(byId("reason-rows"), byId("reasons-more"), 8, "reasons");
    #more = new Expandable(byId("letters-more"), 6, () => this.#write());
    #hold = new Hold(byId("letter-rows"), byId("letters-held"), () => this.#writeUnlessHeld());

    constructor() {
        leadTo(byId("letter-rows"), "letter");
    }

    show(insights, pipeline) {
        setText(byId("rejects-sub"), `dead letters by reason${pipeline.rollups && insights.since
            ? `, since ${format.minute(insights.since)} whichever range is chosen: a rejected record has no time of a login` : ""}; a record may have several. New reasons come first.`);
        this.#rejected = insights.totals?.rejected ?? 0;
        setText(byId("letters-sub"), (pipeline.sink === "kafka" ? `in the topic ${format.name(pipeline.dlq_topic)}` : "kept unchanged, with their reasons")
            + "; choose one to see how to read it");
        const since = pipeline.rollups && insights.since ? format.minute(insights.since) : null; // then what is older is not read
        setText(byId("rejects-none-text"), since ? `No record was rejected since ${since}.` : "No record was rejected.");
        setText(byId("letters-none-text"), since ? `There is no dead letter since ${since}.` : "The dead letter topic is empty.");
        this.#writeStates(pipeline.letter_counts);
        const letters = insights.dead_letters;
        if (!letters || letters === this.#letters) {
            return;
        }
        this.#letters = letters;
        this.#dialog.show(letters.latest, pipeline);
        show(byId("rejects-none"), letters.by_reason.length === 0);
        show(byId("rejects-table"), letters.by_reason.length > 0);
        this.#rank(letters.by_reason, insights);
        this.#writeUnlessHeld();
    }

    /** Of the whole topic; null while that is not known, or where there is none. */
    #writeStates(counts) {
        show(byId("letter-states"), Boolean(counts));
        for (const state of counts ? STATES : []) {
            setNumber(byId("letters-" + state), counts[state], format.count);
        }
    }

    /** By all-time share, but what is new first: at the end of the list nobody would see it. */
    #rank(reasons, { totals = {}, since, latest }) {
        const of = reasons.map((entry) => ({
            ...entry, fresh: isNew(entry.first, since, latest), title: `${reason(entry)}, latest ${format.fullTime(entry.latest)}`,
        }));
        this.#reasons.show([...of.filter(({ fresh }) => fresh), ...of.filter(({ fresh }) => !fresh)].map((entry) => ({
            name: reason(entry), title: entry.title, count: entry.count, rank: entry.fresh ? "new" : null,
            last: [number(format.share(entry.count, totals.rejected), format.percent), number(entry.recent, format.count, entry.recent > 0 ? "recent" : "")],
        })));
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
            const record = nameOf(of);
            const reasons = (of.reasons ?? []).map(reason);
            return [
                node(record, () => el("button", { type: "button", class: "link", "data-letter": record, "aria-haspopup": "dialog" }, record), "batch-name"),
                node(reasons.join("\n"), () => reasons.map((text) => el("span", { class: "chip" }, text)), "chips"),
                time(of.failed_at),
            ];
        }));
    }
}
