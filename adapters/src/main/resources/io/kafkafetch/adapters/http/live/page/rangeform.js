// The form for a range of one's own. It leads to an address, as the links of the other ranges do.
import { byId, el, setAttribute, setText } from "./dom.js";
import * as format from "./format.js";
import { flaw, own } from "./ranges.js";

/** Years of four digits. */
const LAST = "9999-12-31T23:59";

const input = (id) => el("input", { type: "datetime-local", id, "data-testid": id, max: LAST, "aria-describedby": "range-own-hint range-own-error" });

/** What is in the section before there is a number. */
export const form = () => el("form", { class: "range-own", id: "range-own", "data-testid": "range-own", "aria-label": "Own range of time", novalidate: true },
    el("label", {}, el("span", {}, "From"), input("range-from")),
    el("label", {}, el("span", {}, "to"), input("range-to")),
    el("button", { type: "submit", class: "more", "data-testid": "range-show" }, "Show"),
    el("div", { class: "range-own-notes" },
        el("p", { class: "sub", id: "range-own-hint", "data-testid": "range-own-hint" }),
        el("p", { id: "range-own-error", "data-testid": "range-own-error", role: "alert" })));

export class RangeForm {
    /** lead(range) is called with a range without flaw. */
    constructor(lead) {
        byId("range-own").addEventListener("submit", (event) => {
            event.preventDefault();
            const [from, to] = ["range-from", "range-to"].map((id) => byId(id).value.slice(0, "2026-01-31T08:00".length));
            const wrong = flaw(from, to);
            this.complain(wrong);
            if (wrong === null) {
                lead(own(from, to));
            }
        });
    }

    /** choice: {range, flaw}, as the address has it. */
    show({ range, flaw: wrong }) {
        setAttribute(byId("range-own"), "data-current", range.own ? "true" : null);
        if (range.own) {
            byId("range-from").value = range.own.from;
            byId("range-to").value = range.own.to;
        }
        this.complain(wrong);
    }

    zone(zone) {
        setText(byId("range-own-hint"), `Times in ${format.name(zone)}. Up to 4 hours to the minute, up to 8 days by the hour, longer by the day.`);
    }

    /** why: a sentence, or null. */
    complain(why) {
        setText(byId("range-own-error"), why ?? "");
        for (const id of ["range-from", "range-to"]) {
            setAttribute(byId(id), "aria-invalid", why === null ? null : "true");
        }
    }
}
