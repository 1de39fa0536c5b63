// What the cards of the whole page show of a chosen range. Pure.
import * as format from "./format.js";
import { metrics } from "./metrics.js"; // no file: the service writes it from its catalogue

const WORDS = { "5m": "last 5 min", "1h": "last hour", today: "today", "7d": "7 days" };
const WALL = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });

/** Which logins a range has, such as "today" or "25 Nov 2025, 08:00 to 25 Nov 2025, 12:00"; since: when counting began, or null. */
export function words({ range, own }, since) {
    if (own) {
        return [own.from, own.to].map((text) => WALL.format(Date.parse(text + "Z"))).join(" to ");
    }
    return WORDS[range] ?? (since ? `all since ${format.minute(since)}` : "all");
}

/** The members of the document of insights that have names and hours, as the range has them; without an answer there are none. */
export function followed(insights, range, span) {
    const of = { range: words(range, span?.whole?.since ?? null), hours: null };
    if (span) {
        of.hours = { zone: span.zone, logins: span.hours, peak: span.peak };
    }
    for (const { metric, field } of metrics) {
        of[metric] = span ? breakdown(span.by[field], field, span.logins) : null;
    }
    return { ...insights, ...of };
}

const breakdown = ({ top, others }, field, total) => ({
    total, names: top.length, others, top: top.map(({ name, count, percentage }) => ({ [field]: name, count, percentage })),
});
