// Logins a second over the last minutes, collected while the page is open: the service keeps no history of it.
import { colour, draw, faint, tooltip } from "./charts.js";
import { byId, setAttribute } from "./dom.js";
import * as format from "./format.js";
import { fill, head, number } from "./tables.js";

const LONGEST_S = 600;
const SHORTEST_S = 60;
/** A longer silence is a gap in the line, not a line across. */
const GAP_S = 4;
const TABLE_EVERY_S = 10;

/** Values by the second. At most LONGEST_S seconds are kept. */
export class Series {
    points = [];

    /** at in seconds; values later in the same second replace the earlier. */
    add(at, logins, rejected) {
        const second = Math.floor(at);
        const last = this.points.at(-1);
        if (last && last.at === second) {
            this.points.pop();
        } else if (last && second - last.at > GAP_S) {
            this.points.push({ at: last.at + 1, logins: null, rejected: null });
        }
        this.points.push({ at: second, logins, rejected });
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

export class Throughput {
    #series = new Series();
    #shownAt = 0;
    #chart = draw("throughput-chart", () => this.#configuration());

    add(rates) {
        if (format.known(rates?.logins_per_second)) {
            this.#series.add(Date.now() / 1000, rates.logins_per_second, rates.rejected_per_second ?? 0);
        }
    }

    /** Draws at most once a second. */
    show() {
        const now = Math.floor(Date.now() / 1000);
        if (now === this.#shownAt || this.#series.points.length === 0) {
            return;
        }
        this.#shownAt = now;
        this.#chart.update((chart) => {
            const span = this.#series.span(now);
            chart.options.scales.x.min = now - span;
            chart.options.scales.x.max = now;
            chart.data.datasets[0].data = this.#series.points.map(({ at, logins }) => ({ x: at, y: logins }));
            chart.data.datasets[1].data = this.#series.points.map(({ at, rejected }) => ({ x: at, y: rejected }));
        });
        const latest = this.#series.points.at(-1);
        setAttribute(byId("throughput-chart"), "aria-label",
            `Throughput: ${format.rate(latest.logins)} logins and ${format.rate(latest.rejected)} rejected records a second. The table has the last minutes.`);
        fill(byId("throughput-rows"), this.#series.points
            .filter(({ at, logins }) => logins !== null && at % TABLE_EVERY_S === 0 || at === latest.at)
            .reverse()
            .map(({ at, logins, rejected }) => [
                head(format.time(new Date(at * 1000).toISOString())), number(logins, format.rate), number(rejected, format.rate),
            ]));
    }

    #configuration() {
        const ink = colour("--muted");
        const line = { pointRadius: 0, pointHitRadius: 12, borderWidth: 2, tension: 0.25, spanGaps: false };
        const now = Math.floor(Date.now() / 1000);
        return {
            type: "line",
            data: {
                datasets: [
                    { ...line, label: "logins/s", data: [], borderColor: colour("--accent"), backgroundColor: faint("--accent", 0.12), fill: true },
                    { ...line, label: "rejected/s", data: [], borderColor: colour("--reject"), borderDash: [5, 4] },
                ],
            },
            options: {
                parsing: false, normalized: true, interaction: { mode: "index", intersect: false },
                scales: {
                    x: {
                        type: "linear", min: now - SHORTEST_S, max: now, grid: { display: false }, border: { color: colour("--line") },
                        afterBuildTicks: (axis) => { axis.ticks = ticks(axis.min, axis.max); },
                        ticks: { color: ink, maxRotation: 0, autoSkip: true, callback: (value) => ago(this.#end() - value) },
                    },
                    y: {
                        beginAtZero: true, suggestedMax: 5, grid: { color: colour("--line") }, border: { display: false },
                        ticks: { color: ink, maxTicksLimit: 5, precision: 0, callback: (value) => format.compact(value) },
                    },
                },
                plugins: {
                    legend: { display: false },
                    tooltip: tooltip({
                        title: ([item]) => format.time(new Date(item.parsed.x * 1000).toISOString()),
                        label: (item) => `${format.rate(item.parsed.y)} ${item.dataset.label}`,
                    }),
                },
            },
        };
    }

    #end() {
        return this.#shownAt || Math.floor(Date.now() / 1000);
    }
}

/** Six steps or fewer from the right edge, on whole quarters of a minute or whole minutes. */
function ticks(from, to) {
    const step = to - from <= 60 ? 15 : Math.ceil((to - from) / 300) * 60;
    const marks = [];
    for (let value = to; value >= from; value -= step) {
        marks.unshift({ value });
    }
    return marks;
}

const ago = (seconds) => (seconds === 0 ? "now" : seconds % 60 === 0 ? `−${seconds / 60} min` : `−${seconds} s`);
