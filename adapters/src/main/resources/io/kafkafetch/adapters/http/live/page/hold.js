// A list that holds still while someone looks at it closely: under the mouse, or with the focus in it. Otherwise a row
// would be gone before it is reached, at twenty batches a second.
import { show, setText } from "./dom.js";
import * as format from "./format.js";

export class Hold {
    #note;
    #onRelease;
    #pointed = false;
    #focused = false;

    /** list: what is held; note: says so, with a button that ends it. */
    constructor(list, note, onRelease) {
        this.#note = note;
        this.#onRelease = onRelease;
        list.addEventListener("pointerenter", (event) => { this.#pointed = event.pointerType === "mouse"; });
        list.addEventListener("pointerleave", () => { this.#pointed = false; this.#release(); });
        list.addEventListener("focusin", () => { this.#focused = true; });
        list.addEventListener("focusout", (event) => {
            this.#focused = list.contains(event.relatedTarget) || document.querySelector("dialog[open]") !== null;
            this.#release();
        });
        note.querySelector("button").addEventListener("click", () => {
            this.#pointed = false;
            this.#focused = false;
            this.#release();
        });
    }

    /** Whether to leave the list as it is; newer() counts what it lacks by that. */
    holds(newer) {
        const held = this.#pointed || this.#focused;
        const lacking = held ? newer() : 0;
        show(this.#note, lacking > 0);
        if (lacking > 0) {
            setText(this.#note.querySelector("span"), `Paused, ${format.count(lacking)} newer.`);
        }
        return held;
    }

    #release() {
        if (!this.#pointed && !this.#focused) {
            this.#onRelease();
        }
    }
}
