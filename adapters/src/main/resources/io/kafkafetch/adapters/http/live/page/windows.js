// The windows of a series, also those that the service leaves out since they hold nothing, in the service's zone. Pure.
import * as format from "./format.js";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A clock on the wall of a zone, as the service names it; where the browser does not know the zone, of UTC. */
export function wallClock(zone) {
    const known = knows(zone) ? zone : "UTC";
    const write = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: known, ...options });
    const [time, weekday, day, date] = [
        write({ hour: "2-digit", minute: "2-digit" }), write({ weekday: "short" }), write({ day: "numeric", month: "short" }),
        write({ day: "numeric", month: "short", year: "numeric" }),
    ];
    const iso = new Intl.DateTimeFormat("en-CA", { timeZone: known, year: "numeric", month: "2-digit", day: "2-digit" });
    return {
        zone: known,
        time: (at) => time.format(at),
        weekday: (at) => weekday.format(at),
        day: (at) => day.format(at),
        date: (at) => date.format(at),
        /** 2026-01-31 */
        isoDate: (at) => iso.format(at),
    };
}

function knows(zone) {
    try {
        return Boolean(new Intl.DateTimeFormat("en-GB", { timeZone: zone }));
    } catch {
        return false;
    }
}

/**
 * {start (ms), bucket, running}, oldest first; bucket is null where the service left the window out, and running says
 * that its end is still to come. range: an entry of RANGES. now: the service's time in ms; later windows are left out
 * unless they hold any.
 */
export const filled = (range, series, clock, now) => (range.stepMs === null ? days(series, clock, now, range.own) : steps(range.stepMs, series, now));

function steps(stepMs, series, now) {
    const found = byKey(series, (start) => start);
    const starts = new Set(found.keys());
    const end = Math.min(Date.parse(series.to), now + 1);
    for (let start = Date.parse(series.from); start < end; start += stepMs) {
        starts.add(start);
    }
    return [...starts].sort((a, b) => a - b)
        .map((start) => ({ start, bucket: found.get(start) ?? null, running: start + stepMs > now }));
}

/** Days are counted by the calendar, since their lengths differ; from the first one with anything, or of the range, to its end or today. */
function days(series, clock, now, own) {
    const found = byKey(series, clock.isoDate);
    const today = clock.isoDate(now);
    const end = own ? [clock.isoDate(Date.parse(series.to) - 1), today].sort()[0] : today;
    const last = [...found.keys(), end].sort().at(-1);
    const first = own ? clock.isoDate(Date.parse(series.from)) : found.keys().next().value;
    const all = [];
    for (let at = first === undefined ? Infinity : Date.parse(first); at <= Date.parse(last); at += DAY_MS) {
        const date = new Date(at).toISOString().slice(0, last.length);
        const bucket = found.get(date) ?? null;
        all.push({ start: bucket ? Date.parse(bucket.start) : at, date, bucket, running: date >= today });
    }
    return all;
}

const byKey = (series, key) => new Map(series.windows.map((bucket) => [key(Date.parse(bucket.start)), bucket]));

/** {head, tick}: what a window is called in a table, and below its bar ("" for none). */
export function labels({ range, stepMs, own, isLong }, { start, date }, clock) {
    switch (own ? like(stepMs, isLong) : range) {
        case "all": {
            const noon = Date.parse(`${date}T12:00:00Z`);
            return { head: UTC.date(noon), tick: UTC.day(noon) };
        }
        case "7d":
            return {
                head: `${clock.weekday(start)} ${clock.day(start)}, ${hour(start, stepMs, clock)}`,
                tick: clock.time(start) === "00:00" ? clock.weekday(start) : "",
            };
        case "today":
            return { head: hour(start, stepMs, clock), tick: clock.time(start) };
        default:
            return { head: clock.time(start), tick: clock.time(start) };
    }
}

/** The range whose windows are called as those of one's own. */
const like = (stepMs, isLong) => (stepMs === null ? "all" : stepMs === HOUR_MS ? (isLong ? "7d" : "today") : "1h");

const UTC = wallClock("UTC");
const hour = (start, stepMs, clock) => `${clock.time(start)}–${clock.time(start + stepMs)}`;

/**
 * Logins of each window, of this name where one is given: {values, unlisted}; unlisted counts the windows in which the
 * name is not among those listed, and so counts 0 though it may have some.
 */
export function counts(windows, name) {
    if (name === null) {
        return { values: windows.map(({ bucket }) => bucket?.logins ?? 0), unlisted: 0 };
    }
    const found = windows.map(({ bucket }) => bucket?.names?.find((of) => of.name === name)?.count);
    return {
        values: found.map((count) => count ?? 0),
        unlisted: found.filter((count, i) => !format.known(count) && windows[i].bucket?.others > 0).length,
    };
}
