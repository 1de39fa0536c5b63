// What is wrong, for people: one sentence each, since when, what it means, what the service does, what to do. Nodes stay
// while their trouble lasts, so that details that were opened stay open.
import { byId, el, setText, show } from "./dom.js";
import * as format from "./format.js";

const MOST = 20;
/** The parts that a report may lack, and how each is written. */
const WORDS = {
    since: (iso) => `since ${format.time(iso)}`,
    effect: (text) => text,
    doing: (text) => text,
    action: (text) => `What to do: ${text}`,
    runbook: (address) => (isLink(address) ? "Runbook" : `Runbook: ${address}`),
    details: (text) => text,
};
const PARTS = Object.keys(WORDS);

/** The reports of this document; an older service has only a sentence by place. */
export function reports(pipeline) {
    return (pipeline.trouble_reports ?? (pipeline.status === "UP" ? [] : Object.entries(pipeline.troubles ?? {})
        .map(([place, what]) => ({ place, what: String(what) })))).slice(0, MOST);
}

/** Only an address of the web is a link: what is said elsewhere is written out. */
export const isLink = (address) => /^https?:\/\//.test(address ?? "");

/** A trouble's node stays as long as it has the same parts. */
const keyOf = (report) => [report.code, report.what, ...PARTS.map((part) => Boolean(report[part]))].join("\n");

export class Troubles {
    #items = new Map();

    show(pipeline) {
        const now = new Map(reports(pipeline).map((report) => [keyOf(report), report]));
        for (const [key, item] of this.#items) {
            if (!now.has(key)) {
                item.remove();
                this.#items.delete(key);
            }
        }
        show(byId("troubles"), now.size > 0);
        now.forEach((report, key) => this.#write(key, report));
    }

    #write(key, report) {
        if (!this.#items.has(key)) {
            this.#items.set(key, make(report));
            byId("troubles").append(this.#items.get(key));
        }
        const item = this.#items.get(key);
        const write = (part, text) => setText(item.querySelector(`[data-part="${part}"]`), text);
        write("place", format.name(report.place));
        write("what", format.name(report.what));
        PARTS.filter((part) => report[part]).forEach((part) => write(part, WORDS[part](String(report[part]))));
    }
}

function make(report) {
    const has = (part, tag, props = {}) => (report[part] ? [el(tag, { "data-part": part, ...props })] : []);
    const spaced = (nodes) => nodes.flatMap((node, i) => (i === 0 ? [node] : [" ", node]));
    const runbook = isLink(report.runbook)
        ? has("runbook", "a", { href: report.runbook, rel: "noreferrer", target: "_blank" }) : has("runbook", "span");
    const lines = [
        [el("span", { "data-part": "place" }), el("strong", { "data-part": "what" }), ...has("since", "span")],
        [...has("effect", "span"), ...has("doing", "span")],
        [...has("action", "span"), ...runbook],
    ];
    return el("li", {}, ...lines.filter((line) => line.length > 0).map((line) => el("p", {}, ...spaced(line))),
        ...has("details", "pre", { tabindex: "0", role: "region", "aria-label": "Details of the trouble" })
            .map((raw) => el("details", { class: "wire" }, el("summary", {}, "Details"), raw)));
}
