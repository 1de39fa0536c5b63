// Values over the last minutes, collected while the page is open: the service keeps no history of them.

const LONGEST_S = 600;
const SHORTEST_S = 60;
/** A longer silence is a gap in the line, not a line across. */
const GAP_S = 6;

/** Lists of values by the second. At most LONGEST_S seconds are kept. */
export class Series {
    points = [];

    /** at in seconds; values later in the same second replace the earlier. */
    add(at, values) {
        const second = Math.floor(at);
        const last = this.points.at(-1);
        if (last && last.at === second) {
            this.points.pop();
        } else if (last && second - last.at > GAP_S) {
            this.points.push({ at: last.at + 1, values: values.map(() => null) });
        }
        this.points.push({ at: second, values });
        while (this.points[0].at < second - LONGEST_S) {
            this.points.shift();
        }
    }

    /** Seconds to show at this time: from a minute, growing to ten. */
    span(now) {
        return this.points.length === 0 ? SHORTEST_S
            : Math.min(LONGEST_S, Math.max(SHORTEST_S, Math.ceil((now - this.points[0].at) / 60) * 60));
    }
}
