// A card of ranked bars for each metric that has no card of its own.
import { isPublished, notPublished } from "./chosen.js";
import { byId, el, setText } from "./dom.js";
import * as format from "./format.js";
import { metrics } from "./metrics.js"; // no file: the service writes it from its catalogue
import { Ranking, barTable, ranked } from "./ranking.js";
import { METRIC as MAPPED } from "./regions.js";

const MOST_SHOWN = 8;

class Breakdown {
    #usage = null;
    #of;
    #sub = el("p", { class: "sub" });
    #ranking;

    /** of: an entry of the catalogue. */
    constructor(of) {
        this.#of = of;
        const title = of.field + "-title";
        const rows = el("tbody", { "data-testid": of.field + "-rows" });
        const more = el("button", { type: "button", class: "more", "data-testid": of.field + "-more", hidden: true });
        byId("breakdowns").append(el("section", { class: "card", "aria-labelledby": title, "data-testid": of.field },
            el("header", {}, el("div", {}, el("h2", { id: title }, of.title), this.#sub)),
            el("div", { class: "rows" }, barTable({ "aria-labelledby": title }, of.words[0], rows)),
            more));
        this.#ranking = new Ranking(rows, more, MOST_SHOWN, of.words[1]);
    }

    show(insights, pipeline) {
        const usage = insights[this.#of.metric];
        if (usage && usage !== this.#usage) {
            this.#usage = usage;
            setText(this.#sub, format.plural(usage.names, ...this.#of.words));
            this.#ranking.show(...ranked(usage, this.#of.field));
        }
        if (!usage?.total && !isPublished(pipeline, this.#of.metric)) {
            setText(this.#sub, notPublished(pipeline));
        }
    }
}

export const breakdowns = () => metrics.filter(({ metric }) => metric !== MAPPED).map((of) => new Breakdown(of));
