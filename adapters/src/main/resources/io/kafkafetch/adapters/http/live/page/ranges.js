// The ranges of time that can be chosen, how the address names them, and what the service is asked for them. Pure.
import * as format from "./format.js";
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

const STEPS = [{ step: "1m", stepMs: MINUTE_MS, every: "minute" }, { step: "1h", stepMs: HOUR_MS, every: "hour" }, { step: "1d", stepMs: null, every: "day" }];
/** Longest range of one's own by the minute and by the hour; a longer one is by the day. */
const BY_MINUTE_MS = 4 * HOUR_MS;
const BY_HOUR_MS = 8 * DAY_MS;
const OWN = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)\.\.(\d{4}-\d\d-\d\dT\d\d:\d\d)$/;

/** A time of the wall clock in ms, whatever its zone; NaN where there is no such time. */
function wall(text) {
    const at = Date.parse(text + "Z");
    return Number.isNaN(at) || new Date(at).toISOString().slice(0, text.length) !== text ? NaN : at;
}

/** Why these two times, such as 2026-01-31T08:00, are no range; null where they are. */
export function flaw(from, to) {
    const [start, end] = [wall(from), wall(to)];
    if (Number.isNaN(start) || Number.isNaN(end)) {
        return "Enter a start and an end, each with date and time.";
    }
    if (start >= end) {
        return "The end has to be after the start.";
    }
    const whole = (lengthMs) => start % lengthMs === 0 && end % lengthMs === 0;
    if (end - start > BY_HOUR_MS && !whole(DAY_MS)) {
        return "A range of more than 8 days begins and ends at midnight, 00:00.";
    }
    if (end - start > BY_MINUTE_MS && !whole(HOUR_MS)) {
        return "A range of more than 4 hours begins and ends on the hour.";
    }
    return end - start > MOST_DAYS * DAY_MS ? `A range has ${format.count(MOST_DAYS)} days at most.` : null;
}

/** The range between two times of the service's zone that have no flaw; own says so. isLong: of more than one day of the calendar. */
export function own(from, to) {
    const lengthMs = wall(to) - wall(from);
    const before = `the ${format.duration(lengthMs / 1_000)} before`;
    return {
        range: `${from}..${to}`, label: null, own: { from, to }, isLong: from.slice(0, 10) !== new Date(wall(to) - 1).toISOString().slice(0, 10),
        ...STEPS[lengthMs > BY_HOUR_MS ? 2 : lengthMs > BY_MINUTE_MS ? 1 : 0], against: before, inBefore: "in " + before, refreshMs: 10_000,
    };
}

/** A range with the shortest step that all of it is kept in, as the service says in its answer. */
export function fitted(range, { finest }) {
    const at = (step) => STEPS.findIndex((of) => of.step === step);
    return range.own && at(finest) > at(range.step) ? { ...range, ...STEPS[at(finest)] } : range;
}

function rangeOf(wanted) {
    const [, from, to] = OWN.exec(wanted) ?? [];
    return from && flaw(from, to) === null ? own(from, to) : RANGES.find(({ range }) => range === wanted);
}

/**
 * What the address names, such as today, 2026-01-31T08:00..2026-01-31T12:00 or 7d/region/CA: {range: an entry of RANGES or one's own, field,
 * name, flaw}, field and name null for all logins; flaw says what is wrong with a range of one's own, else null.
 */
export function chosen(text) {
    const [wanted, field, ...name] = (text ?? "").split("/");
    const known = name.length > 0 && metrics.some((metric) => metric.field === field);
    return {
        range: rangeOf(wanted) ?? USUAL,
        field: known ? field : null,
        name: known ? name.join("/") : null,
        flaw: wanted.includes("..") && !rangeOf(wanted) ? flaw(...(OWN.exec(wanted)?.slice(1) ?? ["", ""])) : null,
    };
}

/** The address of a choice, for a link. */
export const link = ({ range }, field = null, name = null) => "#range=" + range
    + (field === null ? "" : `/${field}/${encodeURIComponent(name.toWellFormed())}`);

/** Where the sums of a range are. */
export const spanAddress = ({ range, own: times }) => "api/insights?" + new URLSearchParams(times ?? { window: range });

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
