// A bar for each window of a range, with a table.
import { colour, draw, tooltip } from "./charts.js";
import { byId, setAttribute } from "./dom.js";
import * as format from "./format.js";
import { fill, head, number } from "./tables.js";

export class RangeTrend {
    /** {head, tick, value (null where it is not known), running} of each window. */
    #bars = [];
    #of;
    #chart;

    /** canvas and rows: ids. unit: one and many. isSum: whether the values can be added. cells: of a bar, further ones of its row. */
    constructor(of) {
        this.#of = of;
        this.#chart = draw(of.canvas, () => this.#configuration());
    }

    /** bars: as above, oldest first; what: what they are, for a screen reader. */
    show(bars, what) {
        this.#bars = bars;
        const all = this.#of.isSum ? ` ${format.count(bars.reduce((sum, { value }) => sum + value, 0))},` : "";
        const most = bars.reduce((best, bar) => (bar.value > (best?.value ?? 0) ? bar : best), null);
        setAttribute(byId(this.#of.canvas), "aria-label", most === null ? `${what}: none.`
            : `${what}:${all} the most, ${format.count(most.value)}, at ${most.head}. The table has all ${format.count(bars.length)}.`);
        this.#chart.update((chart) => {
            chart.data.labels = bars.map(({ tick }) => tick);
            chart.data.datasets[0].data = bars.map(({ value }) => value);
            chart.data.datasets[0].backgroundColor = this.#colours();
        });
        fill(byId(this.#of.rows), bars.map((bar) => [head(bar.head + (bar.running ? " · so far" : "")), number(bar.value), ...this.#of.cells(bar)]));
    }

    /** A window that still runs is paler: its bar is not done. */
    #colours() {
        const [whole, running] = [colour("--accent"), colour("--bar-soft")];
        return this.#bars.map((bar) => (bar.running ? running : whole));
    }

    #configuration() {
        const ink = colour("--muted");
        return {
            type: "bar",
            data: { labels: this.#bars.map(({ tick }) => tick), datasets: [{ data: this.#bars.map(({ value }) => value), backgroundColor: this.#colours(), borderRadius: 2, categoryPercentage: 0.94, barPercentage: 0.94 }] },
            options: {
                scales: {
                    x: {
                        grid: { display: false }, border: { color: colour("--line") },
                        afterBuildTicks: (axis) => { axis.ticks = axis.ticks.filter(({ value }) => this.#bars[value]?.tick !== ""); },
                        ticks: { color: ink, maxRotation: 0, autoSkipPadding: 10 },
                    },
                    y: { beginAtZero: true, suggestedMax: 4, grid: { color: colour("--line") }, border: { display: false },
                        ticks: { color: ink, maxTicksLimit: 5, precision: 0, callback: (value) => format.compact(value) } },
                },
                plugins: {
                    legend: { display: false },
                    tooltip: tooltip({
                        title: ([item]) => this.#bars[item.dataIndex].head,
                        label: (item) => `${format.plural(item.parsed.y, ...this.#of.unit)}${this.#bars[item.dataIndex].running ? " so far" : ""}`,
                    }),
                },
            },
        };
    }
}
