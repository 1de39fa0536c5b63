// Ranked bars: a table, so that a screen reader has its numbers without another view.
import { el } from "./dom.js";
import * as format from "./format.js";
import { Expandable, bar, fill, head, number, text } from "./tables.js";

export class Ranking {
    #body;
    #more;
    #what;
    #rows = [];

    /** The table's body and the button below it; few rows are shown at first; what they are. */
    constructor(body, button, few, what) {
        this.#body = body;
        this.#what = what;
        this.#more = new Expandable(button, few, () => this.#write());
    }

    /**
     * entries: {name, count, last} by count descending; last are the cells at the end; rank is a word in place of the
     * number, and cell one in place of the name. others: one more row, or null.
     */
    show(entries, others = null) {
        const most = Math.max(1, ...entries.map(({ count }) => count));
        this.#rows = entries.map(({ name, count, last, title, rank, cell }, i) => Object.assign(
            [text(rank ?? String(i + 1), "rank"), cell ? { ...cell, head: true } : head(name, title ?? name), bar(count / most), number(count), ...last],
            { mark: rank ?? null }));
        if (others) {
            this.#rows.push([text("", "rank"), head(others.name), bar(0, "others"), number(others.count), ...others.last]);
        }
        this.#write();
    }

    #write() {
        fill(this.#body, this.#more.of(this.#rows, this.#what));
    }
}

/** The entries of a breakdown of the contract, and a row for what is not among its top. */
export function ranked(breakdown, field) {
    const entries = breakdown.top.map((of) => ({
        name: format.name(of[field]), count: of.count, last: [number(of.percentage, format.percent)],
    }));
    const rest = breakdown.total - breakdown.top.reduce((sum, { count }) => sum + count, 0);
    const names = breakdown.names - breakdown.top.length;
    return [entries, rest > 0 && names > 0
        ? { name: `${format.count(names)} others`, count: rest, last: [number(format.share(rest, breakdown.total), format.percent)] } : null];
}

/** A table for ranked bars, with this body; what its names are. */
export const barTable = (props, name, body) => el("table", { class: "bars", ...props },
    el("colgroup", {}, ...["c-rank", "c-name", "", "c-n", "c-last"].map((column) => el("col", { class: column }))),
    el("thead", { class: "unseen-head" }, el("tr", {}, el("th", { scope: "col" }, "Rank"),
        el("th", { scope: "col" }, format.capital(name)), el("td"), el("th", { scope: "col" }, "Logins"), el("th", { scope: "col" }, "Share"))),
    body);
