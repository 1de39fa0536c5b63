// A batch's insights, fetched when it is chosen.
import { el, icon } from "./dom.js";
import * as format from "./format.js";
import { metrics } from "./metrics.js"; // no file: the service writes it from its catalogue
import { barTable } from "./ranking.js";
import { Sheet } from "./sheet.js";
import { bar, fill, head, number, text } from "./tables.js";

const PROVENANCE = /^(.*)-(\d+)@(\d+)-(\d+)$/;

export class BatchDialog {
    #sheet = new Sheet("batch", (batch) => this.#load(batch));

    async #load(batch) {
        this.#sheet.body("loading", el("p", { class: "dialog-state", role: "status" }, "Fetching the insights…"));
        try {
            const response = await fetch("api/insights/batches/" + encodeURIComponent(batch), { headers: { Accept: "application/json" } });
            const answer = response.ok ? await response.json() : null;
            if (this.#sheet.name !== batch) {
                return;
            }
            if (answer) {
                this.#sheet.body("shown", ...contents(answer));
            } else if (response.status === 404) {
                this.#problem("gone", "This batch is no longer kept. The page has the latest 200; older ones are in the topic.");
            } else {
                this.#problem("failed", `The service answered with ${response.status}.`, batch);
            }
        } catch {
            if (this.#sheet.name === batch) {
                this.#problem("failed", "The service cannot be reached.", batch);
            }
        }
    }

    #problem(state, message, again) {
        const retry = again ? [el("button", { type: "button", class: "more" }, "Try again")] : [];
        retry.forEach((button) => button.addEventListener("click", () => this.#load(again)));
        this.#sheet.body(state, el("p", { class: "dialog-state", role: "status" }, icon("i-warn"), message), ...retry);
    }
}

function contents(answer) {
    const records = answer.insights ?? [];
    return [
        facts(answer, records),
        ...metrics.map(({ metric, field, title, words }) => section(records.filter((of) => of.metric === metric), field, title, words[0])),
        wire(records),
    ].flat();
}

function facts(answer, records) {
    const [, topic, partition, first, last] = PROVENANCE.exec(answer.batch) ?? [];
    const peak = records.find((of) => of.metric === "peak_hour");
    const list = [
        ["From", topic === undefined ? answer.batch : `${topic}, partition ${partition}`],
        ["Offsets", first === undefined ? null : `${format.count(Number(first))} to ${format.count(Number(last))}`],
        ["Logins", format.count(answer.events)],
        ["Rejected", format.count(answer.rejected)],
        ["Skipped", answer.skipped ? format.count(answer.skipped) : null],
        ["Published", format.fullTime(answer.published_at)],
        ["Peak hour then", peak ? `${format.hourSpan(peak.hour)}, ${format.count(peak.logins)} logins of the partition` : null],
    ];
    return el("dl", { class: "facts", "data-testid": "batch-facts" }, ...list.filter(([, value]) => value !== null)
        .map(([what, value]) => el("div", {}, el("dt", {}, what), el("dd", {}, value))));
}

function section(records, field, title, name) {
    if (records.length === 0) {
        return [];
    }
    const table = barTable({ "data-testid": "batch-" + field }, name, el("tbody"));
    const most = Math.max(1, ...records.map((of) => of.count));
    fill(table.tBodies[0], records.map((of, i) => [
        text(String(i + 1), "rank"), head(format.name(of[field]), of[field]), bar(of.count / most), number(of.count),
        number(of.percentage ?? format.share(of.count, of.events), format.percent),
    ]));
    return [el("h3", {}, title), table];
}

function wire(records) {
    return el("details", { class: "wire" }, el("summary", {}, "As published, " + format.plural(records.length, "record", "records")),
        el("pre", { tabindex: "0", "aria-label": "Records of the batch" }, records.map((of) => JSON.stringify(of)).join("\n")));
}
