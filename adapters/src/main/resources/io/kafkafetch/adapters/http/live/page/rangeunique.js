// About how many different users there were, with bounds, where the service counts them; never who.
import { byId, setText, show } from "./dom.js";
import * as format from "./format.js";
import { RangeTrend } from "./rangetrend.js";
import { number } from "./tables.js";

/** How many digits are shown of an estimate, and of its bounds, which are rounded away from it. */
const DIGITS = 3;
const DIGITS_OF_BOUNDS = 4;

function rounded(value, digits, round) {
    const unit = 10 ** Math.max(0, String(Math.trunc(value)).length - digits);
    return round(value / unit) * unit;
}

/** "about 12,300 (12,050 to 12,560)"; where the bounds meet the number alone. */
export function about({ estimate, lower, upper }) {
    if (lower === upper) {
        return format.count(estimate);
    }
    const [least, most] = [rounded(lower, DIGITS_OF_BOUNDS, Math.floor), rounded(upper, DIGITS_OF_BOUNDS, Math.ceil)];
    return `about ${format.count(rounded(estimate, DIGITS, Math.round))} (${format.count(least)} to ${format.count(most)})`;
}

/** The unique users of each window, or those of this name in it; null where they are not known. */
export const users = (windows, name) => windows.map(({ bucket }) => (bucket === null ? { estimate: 0, lower: 0, upper: 0 }
    : (name === null ? bucket : bucket.names?.find((of) => of.name === name))?.unique_users ?? null));

export class RangeUnique {
    #trend = new RangeTrend({
        canvas: "range-unique-chart", rows: "range-unique-rows", unit: ["unique user", "unique users"], isSum: false,
        cells: ({ bounds }) => [number(bounds?.lower ?? null), number(bounds?.upper ?? null)],
    });

    /** all: of the range, or undefined; logins: of the range, of which some may have been counted without their users; windows: as users() says; bars: as for a trend, without values; what: of what they are. */
    show(all, logins, windows, bars, what) {
        const known = all !== undefined && all !== null;
        show(byId("range-unique-line"), known);
        setText(byId("range-unique"), known ? about(all) : "");
        byId("range-unique").setAttribute("value", known ? all.estimate : "");
        setText(byId("range-unique-unit"), (known && all.estimate === 1 ? "unique user" : "unique users")
            + (known && all.logins < logins ? ` of ${format.count(all.logins)} of these logins` : ""));
        const isTrend = windows.some((of, i) => of !== null && bars[i].known);
        show(byId("range-unique-card"), isTrend);
        if (isTrend) {
            setText(byId("range-unique-title"), what);
            this.#trend.show(bars.map((bar, i) => ({ ...bar, value: windows[i]?.estimate ?? null, bounds: windows[i] })), what);
        }
    }
}
