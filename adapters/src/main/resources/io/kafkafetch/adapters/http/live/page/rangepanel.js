// The logins of all partitions in a range of time, which the address names; only where the service makes such totals.
import { keep } from "./address.js";
import { comparison } from "./comparison.js";
import { followed, words as named } from "./following.js";
import { byId, setAttribute, setNumber, setText, show } from "./dom.js";
import * as format from "./format.js";
import { notKnown } from "./freshness.js";
import { HoursChart } from "./hourschart.js";
import { metrics } from "./metrics.js"; // no file: the service writes it from its catalogue
import { build } from "./rangecards.js";
import { RangeFeed } from "./rangefeed.js";
import { RangeForm } from "./rangeform.js";
import { rangeNames } from "./rangenames.js";
import { MOST_NAMES, RANGES, chosen, link, seriesAddress } from "./ranges.js";
import { RangeRejected } from "./rangerejected.js";
import { RangeTrend } from "./rangetrend.js";
import { RangeUnique, about, users } from "./rangeunique.js";
import { STALE_AFTER_MS } from "./stream.js";
import { counts, filled, labels, wallClock } from "./windows.js";

const LOADING = "rollups-loading";

export class Ranges {
    #names = rangeNames();
    #links = build(this.#names.map(({ card }) => card));
    #hours = new HoursChart({ canvas: "range-hours-chart", rows: "range-hour-rows", peak: "range-peak", title: "Hours of the day in this range" });
    #trend = new RangeTrend({ canvas: "range-trend-chart", rows: "range-trend-rows", unit: ["login", "logins"], isSum: true, cells: () => [] });
    #unique = new RangeUnique();
    #rejected = new RangeRejected();
    #form = new RangeForm((range) => { location.hash = link(range, this.#choice.field, this.#choice.name); });
    #feed = new RangeFeed(() => {
        this.#write();
        this.#onChange();
    });
    #onChange;
    #choice = chosen(null);
    #published = null;
    #followed = { insights: null, answer: null, range: null, shown: null };

    /** onChange() is called where {@link #of} may say something else. */
    constructor(onChange) {
        this.#onChange = onChange;
        this.#choose(this.#choice);
        keep("range", (text) => this.#choose(chosen(text)));
    }

    /** The document of insights, its names and hours those of the chosen range where the service makes totals. */
    of(insights, pipeline) {
        if (!pipeline.rollups) {
            return insights;
        }
        const { answer } = this.#feed;
        const { range } = this.#choice;
        const last = this.#followed;
        if (last.insights !== insights || last.answer !== answer || last.range !== range) {
            this.#followed = { insights, answer, range, shown: followed(insights, range, answer?.span ?? null) };
        }
        return this.#followed.shown;
    }

    show(insights, pipeline, { published }) {
        const there = Boolean(pipeline.rollups);
        show(byId("ranges"), there);
        setAttribute(document.body, "data-ranges", there ? "true" : null);
        if (there) {
            this.#published = published;
            this.#form.zone(this.#feed.answer?.span.zone ?? insights.hours?.zone ?? "the service's zone");
            this.#feed.start();
            this.#state();
        } else {
            this.#feed.stop();
        }
    }

    #choose(choice) {
        this.#choice = choice;
        this.#links.forEach((node, i) => {
            setAttribute(node, "href", link(RANGES[i], choice.field, choice.name));
            setAttribute(node, "aria-current", RANGES[i] === choice.range ? "true" : null);
        });
        this.#form.show(choice);
        this.#feed.choose(choice);
        this.#write();
        this.#onChange();
    }

    #write() {
        this.#state();
        if (this.#feed.answer === null) {
            return;
        }
        setAttribute(byId("ranges"), "data-once", "true");
        const { span } = this.#feed.answer;
        this.#totals(span);
        this.#hours.show({ zone: span.zone, logins: span.hours, peak: span.peak });
        setText(byId("range-hours-sub"), `of all partitions, in ${format.name(span.zone)}`);
        this.#names.forEach((names) => names.show(span, this.#choice));
        this.#series(this.#feed.answer);
        this.#exports(this.#feed.answer);
    }

    /** Whether there are numbers, whether they are those of now, and what is said about that. */
    #state() {
        const { answer, problem, refused } = this.#feed;
        const old = answer === null ? null : age(answer, problem) ?? (this.#published?.since ? this.#published : null);
        setAttribute(byId("ranges"), "data-state", answer === null ? "waiting" : old === null ? "shown" : "stale");
        setAttribute(byId("ranges"), "data-stale", old === null ? null : "true");
        const note = refused !== "" ? `The service has no logins of exactly this range: ${refused}.` : answer === null ? waiting(problem)
            : old === null ? "" : `The totals are ${notKnown(old)}; the numbers below are from that time.${problem === LOADING ? " The service is reading them again." : ""}`;
        setText(byId("ranges-note"), note);
        show(byId("ranges-note"), note !== "");
    }

    #totals({ logins, before, whole }) {
        const { range } = this.#choice;
        setText(byId("range-span"), format.capital(named(range, whole?.since ?? null)));
        setNumber(byId("range-logins"), logins, format.count);
        setText(byId("range-logins-unit"), logins === 1 ? "login" : "logins");
        const { change, words } = before === null ? { change: null, words: whole ? counted(whole) : "nothing to compare with: the time before is not kept so finely" } : comparison(logins, before.logins, range);
        const [percent, text, number] = byId("range-compared").children;
        setNumber(percent, change?.percent.toFixed(2), () => change?.text ?? "");
        setText(text, (change ? " " : "") + words + (before?.logins > 0 ? ": " : ""));
        setNumber(number, before?.logins, (value) => (value > 0 ? format.count(value) : ""));
    }

    #series({ range, field, span, series, now }) {
        const { name } = this.#choice;
        if (field !== this.#choice.field) { // what was there before stays until the names of this field are known
            return;
        }
        const clock = wallClock(series.zone);
        const windows = filled(range, series, clock, now);
        const { values, unlisted } = counts(windows, name);
        const what = `${name === null ? "Logins" : format.name(name)} per ${range.every}`;
        setText(byId("range-trend-title"), what);
        setText(byId("range-trend-sub"), `by the time they happened at, in ${clock.zone}`);
        const bars = windows.map((window) => ({ ...labels(range, window, clock), running: window.running, known: window.bucket?.logins > 0 }));
        this.#trend.show(bars.map((bar, i) => ({ ...bar, value: values[i] })), what);
        this.#unique.show(span.unique_users, span.logins, users(windows, name), bars,
            `Unique users${name === null ? "" : ` of ${format.name(name)}`} per ${range.every}`);
        this.#rejected.show(span.rejected, windows, bars, range);
        this.#chosen(range, span, values, unlisted);
    }

    /** The chosen name's share of the range. */
    #chosen(range, span, values, unlisted) {
        const { field, name } = this.#choice;
        const box = byId("range-chosen");
        show(box, name !== null);
        if (name === null) {
            return;
        }
        const [title, number, share] = box.firstElementChild.children;
        const listed = span.by[field].top.find((of) => of.name === name);
        const logins = listed?.count ?? values.reduce((sum, value) => sum + value, 0);
        setText(title, `${format.capital(metrics.find((of) => of.field === field).words[0])} ${format.name(name)}:`);
        setNumber(number, logins, format.count);
        setText(share, ` ${logins === 1 ? "login" : "logins"}, ${format.percent(format.share(logins, span.logins) ?? 0)} of the range`);
        setText(byId("range-chosen-unique"), listed?.unique_users ? `Unique users: ${about(listed.unique_users)}` : "");
        setText(byId("range-unlisted"), unlisted === 0 ? ""
            : `In ${format.plural(unlisted, range.every, range.every + "s")} it is not among the first ${MOST_NAMES} names, and shows as 0.`);
        setAttribute(byId("range-all-names"), "href", link(range));
    }

    #exports({ range, field, span, now }) {
        for (const kind of ["csv", "json"]) {
            const file = byId("range-" + kind);
            setAttribute(file, "href", seriesAddress(range, span, field, now, { format: kind }));
            setAttribute(file, "download", ["logins", range.range.replaceAll(":", ""), ...(field === null ? [] : ["by", field])].join("-") + "." + kind);
        }
    }
}

/** Of which logins all there are were counted. */
function counted(whole) {
    const since = whole?.since ? `counted since ${format.fullTime(whole.since)}` : "counted so far";
    return [since, ...(whole?.before > 0 ? [`without ${format.count(whole.before)} counted before`] : []),
        ...(whole?.missing > 0 ? [`and without ${format.count(whole.missing)} whose tallies were lost`] : [])].join(", ");
}

/** Since when the answer is not one of now; null where it is. */
const age = ({ range, at }, problem) =>
    (problem !== null || Date.now() - at > range.refreshMs + STALE_AFTER_MS ? { since: new Date(at).toISOString() } : null);

function waiting(problem) {
    switch (problem) {
        case null: return "Asking for the logins of this range…";
        case LOADING: return "Waiting for the totals: the service is reading them, or no login was counted yet.";
        default: return "The totals cannot be read at the moment. The page tries again by itself.";
    }
}
