// The large figures: those of operations, and the first of each ranking. What is not known now says so, and since when.
import { isNonePublished, isPublished, notPublished } from "./chosen.js";
import { byId, el, setAttribute, setNumber, setText } from "./dom.js";
import * as format from "./format.js";
import { notKnown } from "./freshness.js";
import { patience } from "./health.js";
import { metrics } from "./metrics.js"; // no file: the service writes it from its catalogue

const REASONS_SHOWN = 3;
/** Percent of the records; missing device types alone are 5 to 9. The alert KafkaFetchRejectRatio has the same bound. */
const MOST_REJECTED = 20;

export class Figures {
    /** fresh: as freshness() says. */
    show(insights, pipeline, fresh) {
        this.#rate(pipeline, insights, fresh.published);
        this.#lag(pipeline, fresh.positions);
        this.#totals(insights.totals ?? {}, insights, pipeline, fresh.published);
        this.#rejected(pipeline.rejected ?? [], insights, pipeline.rates ?? {}, fresh.published);
        this.#peak(insights.hours, insights.range, fresh.positions);
        metrics.filter(({ field }) => byId("kpi-" + field))
            .forEach(({ metric, field }) => first(insights[metric], insights.range, field, fresh.published, isPublished(pipeline, metric) ? null : notPublished(pipeline)));
    }

    #rate(pipeline, insights, old) {
        const { rates = {} } = pipeline;
        const known = old === null && insights.state !== "loading" && !isNonePublished(pipeline);
        setNumber(byId("kpi-rate"), known ? rates.logins_per_second : null, format.rate);
        setText(byId("kpi-rate-note"), isNonePublished(pipeline) ? notPublished(pipeline) : old !== null ? notKnown(old, format.known(rates.logins_per_second) ? format.rate(rates.logins_per_second) : "")
            : known && format.known(rates.window_seconds) ? `mean of the last ${format.count(rates.window_seconds)} s, all instances` : "not known yet");
        stale("kpi-rate", old);
    }

    #lag(pipeline, old) {
        const { records = null, seconds = null } = old === null ? pipeline.lag ?? {} : {};
        const last = pipeline.lag?.records;
        setNumber(byId("kpi-lag"), records, format.count);
        setText(byId("kpi-lag-unit"), records === 1 ? "record" : format.known(records) ? "records" : "");
        setNumber(byId("kpi-lag-seconds"), seconds, format.known(seconds) ? format.duration : () => "");
        const late = format.known(seconds) && seconds > patience(pipeline);
        setAttribute(byId("kpi-lag").closest(".card"), "data-late", late ? "true" : null);
        setText(byId("kpi-lag-note"), old !== null ? notKnown(old, format.known(last) ? format.count(last) : "")
            : format.known(seconds) ? (late ? " – late" : " – keeping up")
            : format.known(records) ? "how long is not known" : "not known");
        stale("kpi-lag", old);
    }

    #totals(totals, insights, pipeline, old) {
        const unknown = isNonePublished(pipeline) && !totals.logins;
        setNumber(byId("kpi-accepted"), unknown ? null : totals.logins, format.count);
        setNumber(byId("kpi-batches"), totals.batches, format.count);
        setNumber(byId("kpi-insights"), totals.insights, format.count);
        itemize(byId("kpi-since"), [
            "",
            ...(unknown ? [notPublished(pipeline)] : []),
            ...(format.known(insights.since) ? [`since ${format.minute(insights.since)}`] : []),
            ...asOf(old ?? (format.known(insights.latest) ? { since: insights.latest } : null)),
        ]);
        stale("kpi-accepted", old);
    }

    #rejected(reasons, { totals = {}, since, range }, rates, old) {
        const all = format.share(totals.rejected, totals.rejected + totals.logins);
        const { rejected_per_second: bad = 0, logins_per_second: good = 0 } = old === null ? rates : {};
        const lately = format.share(bad, bad + good);
        setNumber(byId("kpi-rejected"), totals.rejected, format.count);
        setNumber(byId("kpi-rejected-share"), all, (value) => (format.known(value) ? format.percent(value) : ""));
        setAttribute(byId("kpi-rejected-share"), "data-high", all > MOST_REJECTED ? "true" : null);
        setAttribute(byId("kpi-rejected").closest(".card"), "data-late", lately > MOST_REJECTED ? "true" : null);
        const listed = reasons.slice(0, REASONS_SHOWN).map(({ reason, count }) => `${reason} ${format.count(count)}`);
        const others = reasons.length - listed.length;
        itemize(byId("kpi-rejected-note"), listed.length === 0 ? [range && since ? `nothing since ${format.minute(since)}` : "nothing so far"] : [
            ...(range && since ? [`since ${format.minute(since)}`] : []), // beside figures of a range it says which time it is of
            ...asOf(old),
            ...(lately > MOST_REJECTED ? [`${format.percent(lately)} of those of now`] : []),
            ...(bad > 0 ? [`${format.rate(bad)}/s`] : []),
            ...listed, ...(others > 0 ? [`${format.count(others)} more`] : []),
        ]);
        stale("kpi-rejected", old);
    }

    #peak(hours, range, old) {
        const peak = hours?.peak;
        setText(byId("kpi-peak"), peak ? `${format.two(peak.hour)}:00` : format.UNKNOWN);
        setAttribute(byId("kpi-peak"), "value", peak?.hour ?? "");
        setText(byId("kpi-peak-unit"), peak ? `to ${format.two((peak.hour + 1) % 24)}:00` : "");
        itemize(byId("kpi-peak-note"), peak ? [`${format.count(peak.logins)} logins`, ...of(range), hours.zone, ...asOf(old)] : none(range, hours));
        stale("kpi-peak", old);
    }
}

/** The most frequent name of a breakdown. */
function first(breakdown, range, field, old, missing) {
    const top = breakdown?.top[0];
    const figure = byId("kpi-" + field);
    setText(figure, top ? format.name(top[field]) : format.UNKNOWN);
    setAttribute(figure, "title", top ? format.name(top[field]) : null);
    itemize(byId(`kpi-${field}-note`), top ? [`${format.count(top.count)} logins`, format.percent(top.percentage), ...of(range), ...asOf(old)] : missing && !range ? [missing] : none(range, breakdown));
    stale("kpi-" + field, old);
}

/** Of which range a figure is; undefined where it is of all. */
const of = (range) => (range ? [range] : []);

const none = (range, known) => (range ? [known ? `no login: ${range}` : "waiting for the totals"] : ["no login yet"]);

const asOf = (old) => (old?.since ? [`as of ${format.time(old.since)}`] : []);

/** For the eye: the words are in the note. */
const stale = (id, old) => setAttribute(byId(id).closest(".card"), "data-stale", old === null ? null : "true");

/** Writes items in a row, none of which breaks where it fits on a line. */
function itemize(node, items) {
    if (node.textContent !== items.join(" · ")) {
        node.replaceChildren(...items.flatMap((item, i) => (i === 0 ? [] : [" · "]).concat(el("span", { class: "item" }, item))));
    }
}
