// The hours of the day of all that was ever committed.
import { byId, setText } from "./dom.js";
import * as format from "./format.js";
import { HoursChart } from "./hourschart.js";

/** The hours count all that was ever committed, and so other logins than the totals, which are read from the topics. */
const summary = (all, zone, checkedAt, old) => `${format.plural(all, "login", "logins")} ever committed`
    + (format.known(checkedAt) ? `, as of ${format.time(checkedAt)}` : "")
    + (old?.since ? "; not known since then" : "") + `; hours in ${format.name(zone)}`;

export class Hours {
    #hours = null;
    #chart = new HoursChart({ canvas: "hours-chart", rows: "hour-rows", peak: "peak", title: "Logins by hour of the day" });

    show(insights, pipeline, { positions }) {
        const hours = insights.hours;
        if (!hours) {
            return;
        }
        const all = hours.logins.reduce((sum, value) => sum + value, 0);
        setText(byId("hours-sub"), summary(all, hours.zone, pipeline.checked_at, positions));
        if (hours !== this.#hours) {
            this.#hours = hours;
            this.#chart.show(hours);
        }
    }
}
