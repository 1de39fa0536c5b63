// The top names of a range, a card for each field. A name leads to its own trend, by the page's address.
import { el, setAttribute, setText } from "./dom.js";
import * as format from "./format.js";
import { metrics } from "./metrics.js"; // no file: the service writes it from its catalogue
import { namesCard } from "./rangecards.js";
import { link } from "./ranges.js";
import { Ranking } from "./ranking.js";
import { node, number } from "./tables.js";

const MOST_SHOWN = 8;

class Names {
    #of;
    #parts;
    #ranking;

    /** of: an entry of the catalogue. */
    constructor(of) {
        this.#of = of;
        this.#parts = namesCard(of);
        this.#ranking = new Ranking(this.#parts.rows, this.#parts.more, MOST_SHOWN, `${of.words[1]} in this range`);
    }

    get card() {
        return this.#parts.card;
    }

    /** choice: {range, field, name}. */
    show(span, choice) {
        const { field } = this.#of;
        const { top, others } = span.by[field];
        const { rows, sub } = this.#parts;
        const focused = rows.contains(document.activeElement) ? document.activeElement.hash : null;
        setText(sub, top.length === 0 ? "none in this range" : "choose one to see its logins over time");
        this.#ranking.show(top.map((of) => this.#entry(of, choice.range)), others === 0 ? null
            : { name: "all others", count: others, last: [number(format.share(others, span.logins), format.percent)] });
        const current = choice.field === field ? link(choice.range, field, choice.name) : null;
        for (const name of rows.querySelectorAll("a")) {
            setAttribute(name, "aria-current", name.hash === current ? "true" : null);
            if (name.hash === focused) { // it may have another rank now, and stand in another row
                name.focus();
            }
        }
    }

    #entry({ name, count, percentage }, range) {
        const shown = format.name(name);
        const href = link(range, this.#of.field, name);
        return { name: shown, count, last: [number(percentage, format.percent)], cell: node(href, () => el("a", { href, title: shown }, shown)) };
    }
}

export const rangeNames = () => metrics.map((of) => new Names(of));
