// A tile for each state, as dark as it has logins; the number is on it, so the colour only helps.
import { byId, el, setAttribute, setText } from "./dom.js";
import * as format from "./format.js";
import { fill, head, number } from "./tables.js";
import { STATES } from "./usstates.js";

/** Classes of colour. Their bounds grow by the square, so that one giant does not leave all others pale. */
const CLASSES = 5;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** 0 for none, else 1 to 5. */
export const classOf = (count, most) => (count > 0 ? Math.max(1, Math.ceil(CLASSES * Math.sqrt(count / most))) : 0);

export class StateMap {
    #tiles = new Map();
    #states = new Map();
    #total = 0;
    #chosen = null;
    #pointed = null;

    constructor() {
        const home = byId("tiles");
        for (const [code, name, column, row] of STATES) {
            const tile = el("button", { type: "button", class: "tile", tabindex: code === "CA" ? "0" : "-1", "data-testid": "tile-" + code },
                el("span", { class: "tile-code" }, code), el("data", { class: "tile-count" }));
            tile.style.gridColumn = column;
            tile.style.gridRow = row;
            tile.addEventListener("click", () => this.#choose(code));
            tile.addEventListener("focus", () => this.#choose(code));
            tile.addEventListener("pointerenter", () => this.#point(code));
            tile.addEventListener("pointerleave", () => this.#point(null));
            this.#tiles.set(code, { code, name, column, row, tile });
            home.append(tile);
        }
        home.addEventListener("keydown", (event) => this.#move(event));
    }

    /** states: counts by code; total: logins of all regions. */
    show(states, total) {
        this.#states = states;
        this.#total = total;
        const most = Math.max(1, ...states.values());
        for (const { code, name, tile } of this.#tiles.values()) {
            const logins = states.get(code) ?? 0;
            const [, amount] = tile.children;
            setText(amount, logins === 0 ? "·" : format.tiny(logins));
            setAttribute(amount, "value", logins);
            setAttribute(tile, "data-class", classOf(logins, most));
            setAttribute(tile, "aria-label", `${name}: ${format.plural(logins, "login", "logins")}`);
        }
        this.#scale(most);
        this.#detail();
        fill(byId("state-rows"), [...STATES].sort((a, b) => a[1].localeCompare(b[1])).map(([code, name]) => {
            const logins = states.get(code) ?? 0;
            return [head(`${name} (${code})`), number(logins), number(format.share(logins, total), format.percent)];
        }));
    }

    #scale(most) {
        const scale = byId("scale");
        if (scale.children.length === 0) {
            for (let step = 0; step <= CLASSES; step++) {
                scale.append(el("span", { class: "step" }, el("i", { "data-class": step, "aria-hidden": "true" }), el("span")));
            }
        }
        [...scale.children].forEach((step, i) => setText(step.lastElementChild,
            i === 0 ? "none" : "≤ " + format.tiny(Math.floor(most * (i / CLASSES) ** 2))));
    }

    #choose(code) {
        const before = this.#tiles.get(this.#chosen ?? "CA").tile;
        before.tabIndex = -1;
        before.removeAttribute("data-chosen");
        this.#chosen = code;
        const { tile } = this.#tiles.get(code);
        tile.tabIndex = 0;
        tile.setAttribute("data-chosen", "true");
        this.#detail();
    }

    #point(code) {
        this.#pointed = code;
        this.#detail();
    }

    #detail() {
        const ranks = [...this.#states].sort((a, b) => b[1] - a[1]).map(([code]) => code);
        const code = this.#pointed ?? this.#chosen ?? ranks[0];
        if (!code) {
            return;
        }
        const logins = this.#states.get(code) ?? 0;
        const place = ranks.indexOf(code);
        setText(byId("map-detail"), `${this.#tiles.get(code).name}: ${format.plural(logins, "login", "logins")}`
            + (place < 0 ? "" : `, ${format.percent(format.share(logins, this.#total))}, number ${place + 1} of ${ranks.length} states`));
    }

    /** Arrow keys go to the next tile that way, over gaps; Home and End to the first and last. */
    #move(event) {
        const from = this.#tiles.get(this.#chosen ?? "CA");
        const step = MOVES[event.key];
        let target = null;
        if (step) {
            target = this.#next(from, step);
        } else if (event.key === "Home" || event.key === "End") {
            target = [...this.#tiles.values()].at(event.key === "Home" ? 0 : -1);
        } else {
            return;
        }
        event.preventDefault();
        target?.tile.focus();
    }

    /** The nearest tile in that direction: along the way counts once, away from it thrice. */
    #next(from, [right, down]) {
        let best = null;
        let least = Infinity;
        for (const to of this.#tiles.values()) {
            const along = (to.column - from.column) * right + (to.row - from.row) * down;
            const across = Math.abs((to.column - from.column) * down + (to.row - from.row) * right);
            if (along > 0 && along + 3 * across < least) {
                least = along + 3 * across;
                best = to;
            }
        }
        return best;
    }
}
