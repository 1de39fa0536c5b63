// Records that a mapping passed over: no logins and no faults. In no insight and in no dead letter, and so never out of sight.
import { byId, setText, show } from "./dom.js";
import * as format from "./format.js";

const RULES_SHOWN = 3;

/** How many records all rules skipped. */
export const all = (skipped) => (skipped ?? []).reduce((sum, { count }) => sum + count, 0);

export class Skipped {
    #skipped = null;

    show(_insights, pipeline) {
        if (pipeline.skipped === this.#skipped) {
            return;
        }
        this.#skipped = pipeline.skipped;
        const records = all(pipeline.skipped);
        show(byId("kpi-skipped"), records > 0);
        setText(byId("kpi-skipped"), records > 0 ? words(records, pipeline) : "");
    }
}

function words(records, pipeline) {
    const rules = pipeline.skipped;
    const listed = rules.slice(0, RULES_SHOWN).map(({ rule, count }) => (rules.length === 1 ? rule : `${rule} ${format.count(count)}`));
    const others = rules.length - listed.length;
    return `${format.count(records)} skipped, no logins by ${listed.join(" · ")}${others > 0 ? ` · ${format.count(others)} more` : ""}, `
        + `by ${format.name(pipeline.instance)} since ${format.time(pipeline.started_at)}`;
}
