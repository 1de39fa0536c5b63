// The cards of a range: what is in the section before there is a number.
import { byId, el } from "./dom.js";
import { barTable } from "./ranking.js";
import { form } from "./rangeform.js";
import { RANGES } from "./ranges.js";

const viewButton = (view, label) => el("button", { type: "button", class: "view", "data-view": view, "aria-label": label }, "Table");

const tableView = (label, heads, rows) => el("div", { class: "table-view", "data-table": true, hidden: true, tabindex: "0", role: "region", "aria-label": label },
    el("table", {}, el("thead", {}, el("tr", {}, ...heads.map((text, i) => el("th", { scope: "col", class: i === 0 ? null : "n" }, text)))),
        el("tbody", { id: rows, "data-testid": rows })));

const chart = (canvas, label) => el("div", { class: "chart", "data-chart": true }, el("canvas", { id: canvas, role: "img", "aria-label": label }));

const titled = (id, title, sub, ...end) => el("header", {}, el("div", {}, el("h3", { id: id + "-title", "data-testid": id + "-title" }, title), el("p", { class: "sub", id: sub, "data-testid": sub })), ...end);

const number = (id) => el("data", { id, "data-testid": id });
const download = (id, text) => el("a", { id, "data-testid": id }, text);

const trend = () => el("section", { class: "card range-trend", "aria-labelledby": "range-trend-title", "data-testid": "range-trend" },
    titled("range-trend", "Logins", "range-trend-sub", viewButton("range-trend", "Logins over time as a table")),
    el("div", {},
        el("p", { class: "sub", id: "range-span", "data-testid": "range-span" }),
        el("p", { class: "figure" }, number("range-logins"), el("span", { class: "unit", id: "range-logins-unit" })),
        el("p", { class: "kpi-note", id: "range-compared", "data-testid": "range-compared" }, number("range-change"), el("span"), number("range-before")),
        el("p", { class: "unique", id: "range-unique-line", "data-testid": "range-unique-line", hidden: true }, number("range-unique"), " ", el("span", { id: "range-unique-unit" }))),
    el("div", { class: "range-chosen", id: "range-chosen", "data-testid": "range-chosen", hidden: true },
        el("p", {}, el("strong"), " ", number("range-chosen-logins"), el("span")),
        el("p", { id: "range-chosen-unique", "data-testid": "range-chosen-unique" }),
        el("p", { class: "sub", id: "range-unlisted", "data-testid": "range-unlisted" }),
        el("a", { id: "range-all-names", "data-testid": "range-all-names" }, "Show all logins")),
    chart("range-trend-chart", "Logins over time"),
    tableView("Logins over time, table", ["Time", "Logins"], "range-trend-rows"),
    el("p", { class: "exports" }, "Download this series: ", download("range-csv", "CSV"), " ", download("range-json", "JSON")));

const hours = () => el("section", { class: "card range-hours", "aria-labelledby": "range-hours-title", "data-testid": "range-hours" },
    titled("range-hours", "Hours of the day in this range", "range-hours-sub", viewButton("range-hours", "Hours of the day in this range as a table")),
    el("p", { class: "peak", id: "range-peak", "data-testid": "range-peak" }),
    chart("range-hours-chart", "Hours of the day in this range"),
    tableView("Hours of the day in this range, table", ["Hour", "Logins", "Share"], "range-hour-rows"));

const unique = () => el("section", { class: "card range-unique", id: "range-unique-card", "aria-labelledby": "range-unique-title", "data-testid": "range-unique-card", hidden: true },
    el("header", {}, el("div", {}, el("h3", { id: "range-unique-title" }, "Unique users"), el("p", { class: "sub" }, "estimated; a user of several windows counts in each of them")),
        viewButton("range-unique", "Unique users over time as a table")),
    chart("range-unique-chart", "Unique users over time"),
    tableView("Unique users over time, table", ["Time", "About", "At least", "At most"], "range-unique-rows"));

const rejected = () => el("section", { class: "card range-rejected", "aria-labelledby": "range-rejected-title", "data-testid": "range-rejected-card" },
    titled("range-rejected", "Rejected records", "range-rejected-sub", viewButton("range-rejected", "Rejected records over time as a table")),
    el("p", { class: "peak" }, number("range-rejected"), " ", el("span", { id: "range-rejected-unit" })),
    chart("range-rejected-chart", "Rejected records over time"),
    tableView("Rejected records over time, table", ["Time", "Rejected"], "range-rejected-rows"));

/** The card of a ranking; of: an entry of the catalogue. Returns {card, rows, more, sub}. */
export function namesCard({ field, words }) {
    const id = `range-${field}`;
    const rows = el("tbody", { "data-testid": id + "-rows" });
    const more = el("button", { type: "button", class: "more", "data-testid": id + "-more", hidden: true });
    const title = id + "-title";
    const sub = el("p", { class: "sub" });
    return {
        rows, more, sub,
        card: el("section", { class: "card range-names", "aria-labelledby": title, "data-testid": id },
            el("header", {}, el("div", {}, el("h3", { id: title }, `Top ${words[1]}`), sub)),
            el("div", { class: "rows" }, barTable({ "aria-labelledby": title }, words[0], rows)),
            more),
    };
}

/** Fills the section; names: the cards of the rankings. Returns the links of the ranges, in their order. */
export function build(names) {
    const links = RANGES.map(({ label }) => el("a", {}, label));
    byId("ranges").append(
        el("header", { class: "ranges-head" },
            el("h2", { id: "ranges-title" }, "Logins over time"),
            el("nav", { "aria-label": "Range of time" }, el("ul", { class: "choices", "data-testid": "range-choices" }, ...links.map((link) => el("li", {}, link))))),
        form(),
        el("p", { class: "ranges-note", id: "ranges-note", "data-testid": "ranges-note", hidden: true }),
        trend(), hours(), rejected(), unique(), ...names);
    return links;
}
