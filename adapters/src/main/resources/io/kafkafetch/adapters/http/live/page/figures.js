// The four large figures.
import { byId, el, setAttribute, setNumber, setText } from "./dom.js";
import * as format from "./format.js";
import { patience } from "./health.js";

const REASONS_SHOWN = 3;

export class Figures {
    show(insights, pipeline) {
        this.#rate(pipeline.rates ?? {});
        this.#lag(pipeline);
        this.#totals(insights.totals ?? {}, insights.since);
        this.#rejected(pipeline.rejected ?? [], insights.totals ?? {}, pipeline.rates ?? {});
    }

    #rate(rates) {
        setNumber(byId("kpi-rate"), rates.logins_per_second, format.rate);
        setText(byId("kpi-rate-note"), format.known(rates.window_seconds)
            ? `mean of the last ${format.count(rates.window_seconds)} s, all instances` : "not known yet");
    }

    #lag(pipeline) {
        const { records = null, seconds = null } = pipeline.lag ?? {};
        setNumber(byId("kpi-lag"), records, format.count);
        setText(byId("kpi-lag-unit"), records === 1 ? "record" : format.known(records) ? "records" : "");
        setNumber(byId("kpi-lag-seconds"), seconds, format.known(seconds) ? format.duration : () => "");
        const late = format.known(seconds) && seconds > patience(pipeline);
        setAttribute(byId("kpi-lag").closest(".card"), "data-late", late ? "true" : null);
        setText(byId("kpi-lag-note"), format.known(seconds) ? (late ? " – late" : " – keeping up")
            : format.known(records) ? "how long is not known" : "not known");
    }

    #totals(totals, since) {
        setNumber(byId("kpi-accepted"), totals.logins, format.count);
        setNumber(byId("kpi-batches"), totals.batches, format.count);
        setNumber(byId("kpi-insights"), totals.insights, format.count);
        itemize(byId("kpi-since"), format.known(since) ? ["", `since ${format.minute(since)}`] : []);
    }

    #rejected(reasons, totals, rates) {
        setNumber(byId("kpi-rejected"), totals.rejected, format.count);
        setNumber(byId("kpi-rejected-share"), format.share(totals.rejected, totals.rejected + totals.logins), (value) =>
            (format.known(value) ? format.percent(value) : ""));
        const first = reasons.slice(0, REASONS_SHOWN).map(({ reason, count }) => `${reason} ${format.count(count)}`);
        const others = reasons.length - first.length;
        const speed = rates.rejected_per_second > 0 ? [`${format.rate(rates.rejected_per_second)}/s`] : [];
        itemize(byId("kpi-rejected-note"), first.length === 0 ? ["nothing so far"]
            : [...speed, ...first, ...(others > 0 ? [`${others} more`] : [])]);
    }
}

/** Writes items in a row, none of which breaks where it fits on a line. */
function itemize(node, items) {
    if (node.textContent !== items.join(" · ")) {
        node.replaceChildren(...items.flatMap((item, i) => (i === 0 ? [] : [" · "]).concat(el("span", { class: "item" }, item))));
    }
}
