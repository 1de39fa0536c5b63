// How many records were rejected in a range, by the time they were; most have none of their own.
import { byId, setNumber, setText } from "./dom.js";
import * as format from "./format.js";
import { RangeTrend } from "./rangetrend.js";

export class RangeRejected {
    #trend = new RangeTrend({ canvas: "range-rejected-chart", rows: "range-rejected-rows", unit: ["rejected record", "rejected records"], isSum: true, cells: () => [] });

    /** all: of the range; windows and bars: as for a trend of logins; range: an entry of RANGES or one's own. */
    show(all, windows, bars, range) {
        setNumber(byId("range-rejected"), all, format.count);
        setText(byId("range-rejected-unit"), all === 1 ? "rejected record" : "rejected records");
        const what = `Rejected records per ${range.every}`;
        setText(byId("range-rejected-title"), what);
        setText(byId("range-rejected-sub"), "of all partitions, by the time they were rejected at");
        this.#trend.show(bars.map((bar, i) => ({ ...bar, value: windows[i].bucket?.rejected ?? 0 })), what);
    }
}
