// Tables that are written over and over: rows and cells stay, only what changed is touched.
import { el, setAttribute, setText } from "./dom.js";
import * as format from "./format.js";

/** Cells. A cell is {tag, text, ...}: what is in it and how a program reads it. */
export const head = (text, title) => ({ tag: "span", text, title, head: true });
export const text = (value, className) => ({ tag: "span", text: value, className });
export const number = (value, write = format.count, className = "") => ({
    tag: "data", text: write(value), value: value ?? "", className: "n " + className,
});
export const time = (iso) => ({ tag: "time", text: format.time(iso), datetime: iso, title: iso, className: "n" });
/** A bar of 0 to 1; for the eye, so that readers hear the numbers beside it instead. */
export const bar = (fraction, className = "") => ({ tag: "i", fraction, className: "bar-cell " + className });
/** A node made once and kept as long as its key is the same. */
export const node = (key, make, className = "") => ({ tag: "div", key, make, className });

/** Makes the body have exactly these rows; each row is a list of cells. */
export function fill(body, rows) {
    while (body.rows.length > rows.length) {
        body.deleteRow(-1);
    }
    rows.forEach((cells, i) => {
        const row = body.rows[i] ?? body.insertRow();
        cells.forEach((cell, column) => write(row, column, cell));
        setAttribute(row, "data-mark", cells.mark);
    });
}

function write(row, column, cell) {
    let holder = row.cells[column];
    if (!holder) {
        holder = el(cell.head ? "th" : "td", cell.head ? { scope: "row" } : {});
        row.append(holder);
    }
    if (cell.className) {
        setAttribute(holder, "class", cell.className.trim());
    }
    let inner = holder.firstElementChild;
    if (!inner || inner.localName !== cell.tag) {
        inner = el(cell.tag);
        holder.replaceChildren(inner);
    }
    if (cell.make) {
        if (inner.dataset.key !== cell.key) {
            inner.dataset.key = cell.key;
            inner.replaceChildren(...[cell.make()].flat());
        }
    } else if (cell.tag === "i") {
        setAttribute(holder, "aria-hidden", "true");
        inner.style.inlineSize = (100 * Math.min(1, Math.max(0, cell.fraction))).toFixed(2) + "%";
    } else {
        setText(inner, cell.text);
        setAttribute(inner, "value", cell.value);
        setAttribute(inner, "datetime", cell.datetime);
        setAttribute(inner, "title", cell.title);
    }
}

/** A list that shows its first few rows until its button is pressed. */
export class Expandable {
    #button;
    #few;
    #all = false;

    constructor(button, few, onChange) {
        this.#button = button;
        this.#few = few;
        button.addEventListener("click", () => {
            this.#all = !this.#all;
            onChange();
        });
    }

    /** The rows to show; the button says how many there are, and is there only if that is more than a few. */
    of(rows, what) {
        const more = rows.length > this.#few;
        this.#button.hidden = !more;
        setAttribute(this.#button, "aria-expanded", String(this.#all));
        setText(this.#button, this.#all ? "Show fewer" : `Show all ${format.count(rows.length)} ${what}`);
        this.#box(this.#all && more, what);
        return this.#all ? rows : rows.slice(0, this.#few);
    }

    /** A list that is shown whole scrolls in a box of its own, and stretches no neighbour. */
    #box(scrolls, what) {
        const box = this.#button.previousElementSibling;
        setAttribute(box, "tabindex", scrolls ? "0" : null);
        setAttribute(box, "role", scrolls ? "region" : null);
        setAttribute(box, "aria-label", scrolls ? `All ${what}` : null);
    }
}

/** The buttons that turn a chart into its table and back. What was chosen is kept for the next visit. */
export function wireViews(chartsAvailable) {
    for (const button of document.querySelectorAll("button[data-view]")) {
        const card = button.closest(".card");
        const key = "kafka-fetch.view." + button.dataset.view;
        const turn = (table) => {
            for (const chart of card.querySelectorAll("[data-chart]")) {
                chart.hidden = table;
            }
            for (const view of card.querySelectorAll("[data-table]")) {
                view.hidden = !table;
            }
            button.setAttribute("aria-pressed", String(table));
        };
        const drawn = button.dataset.view !== "map";
        turn((drawn && !chartsAvailable) || remembered(key) === "table");
        button.addEventListener("click", () => {
            const table = button.getAttribute("aria-pressed") !== "true";
            turn(table);
            remember(key, table ? "table" : null);
        });
    }
}

export function remembered(key) {
    try {
        return localStorage.getItem(key);
    } catch {
        return null;
    }
}

/** Storage may be forbidden or full; then nothing is remembered. */
export function remember(key, value) {
    try {
        if (value === null) {
            localStorage.removeItem(key);
        } else {
            localStorage.setItem(key, value);
        }
    } catch {
        // Nothing depends on it.
    }
}
