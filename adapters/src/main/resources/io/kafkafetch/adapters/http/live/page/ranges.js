// The ranges of time that can be chosen, how the address names them, and what the service is asked for them. Pure.
import { metrics } from "./metrics.js"; // no file: the service writes it from its catalogue

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Days that one series may have, less a few, for the clock that counts them may be off. */
const MOST_DAYS = 2_990;
/** Most names of a window, as many as the service answers with. */
export const MOST_NAMES = 100;

/**
 * step: of the windows, and stepMs how long one is (null for days, whose length differs). every: a window in words.
 * against and inBefore: the range before, in words (null where there is none). refreshMs: wait between two looks.
 */
export const RANGES = [
    { range: "5m", label: "Last 5 min", step: "1m", stepMs: MINUTE_MS, every: "minute", against: "the 5 minutes before", inBefore: "in the 5 minutes before", refreshMs: 5_000 },
    { range: "1h", label: "Last hour", step: "1m", stepMs: MINUTE_MS, every: "minute", against: "the hour before", inBefore: "in the hour before", refreshMs: 5_000 },
    { range: "today", label: "Today", step: "1h", stepMs: HOUR_MS, every: "hour", against: "yesterday until this time", inBefore: "yesterday until this time", refreshMs: 5_000 },
    { range: "7d", label: "7 days", step: "1h", stepMs: HOUR_MS, every: "hour", against: "the 7 days before", inBefore: "in the 7 days before", refreshMs: 10_000 },
    { range: "all", label: "All", step: "1d", stepMs: null, every: "day", against: null, inBefore: null, refreshMs: 10_000 },
];
const USUAL = RANGES.find(({ range }) => range === "today");

/** What the address names, such as today or 7d/region/CA: {range: an entry of RANGES, field, name}, the last two null for all logins. */
export function chosen(text) {
    const [wanted, field, ...name] = (text ?? "").split("/");
    const known = name.length > 0 && metrics.some((metric) => metric.field === field);
    return {
        range: RANGES.find(({ range }) => range === wanted) ?? USUAL,
        field: known ? field : null,
        name: known ? name.join("/") : null,
    };
}

/** The address of a choice, for a link. */
export const link = ({ range }, field = null, name = null) => "#range=" + range
    + (field === null ? "" : `/${field}/${encodeURIComponent(name.toWellFormed())}`);

/**
 * Where the windows of a range are, grouped by a field (null for none). span: the service's answer for
 * the range. now: the service's time in ms. more: further parameters, such as {format: "csv"}.
 */
export function seriesAddress(range, span, field, now, more = {}) {
    const names = field === null ? {} : { by: field, top: MOST_NAMES };
    return "api/rollups?" + new URLSearchParams({ ...period(span, now), step: range.step, ...names, ...more });
}

/** Of whole days where the range has no bounds, so that the address stays and what did not change is not sent again. */
const period = ({ from, to }, now) => (from === null ? { from: day(now - MOST_DAYS * DAY_MS), to: day(now + 2 * DAY_MS) } : { from, to });

const day = (at) => new Date(at).toISOString().slice(0, "2026-01-31".length);
