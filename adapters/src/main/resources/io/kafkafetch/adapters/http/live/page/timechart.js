// Lines over the last minutes, with a table of every tenth second.
import { colour, draw, faint, tooltip } from "./charts.js";
import { byId, setAttribute } from "./dom.js";
import * as format from "./format.js";
import { Series } from "./series.js";
import { fill, head, number } from "./tables.js";

const TABLE_EVERY_S = 10;

export class TimeChart {
    #series = new Series();
    #shownAt = 0;
    #of;
    #chart;

    /**
     * canvas and rows: ids. lines: {label, colour, dashed, filled, write}, one for each value. ticks: how many on the
     * upright axis. describe(values): what a screen reader hears.
     */
    constructor(of) {
        this.#of = of;
        this.#chart = draw(of.canvas, () => this.#configuration());
    }

    /** One value for each line, of now. */
    add(values) {
        this.#series.add(Date.now() / 1000, values);
    }

    /** Draws at most once a second. */
    show() {
        const now = Math.floor(Date.now() / 1000);
        const points = this.#series.points;
        if (now === this.#shownAt || points.length === 0) {
            return;
        }
        this.#shownAt = now;
        this.#chart.update((chart) => {
            chart.options.scales.x.min = now - this.#series.span(now);
            chart.options.scales.x.max = now;
            this.#of.lines.forEach((_, i) => {
                chart.data.datasets[i].data = points.map(({ at, values }) => ({ x: at, y: values[i] }));
            });
        });
        const latest = points.at(-1);
        setAttribute(byId(this.#of.canvas), "aria-label", `${this.#of.describe(latest.values)} The table has the last minutes.`);
        fill(byId(this.#of.rows), points
            .filter(({ at, values }) => at === latest.at || (at % TABLE_EVERY_S === 0 && values[0] !== null))
            .reverse()
            .map(({ at, values }) => [head(clock(at)), ...values.map((value, i) => number(value, this.#of.lines[i].write))]));
    }

    #configuration() {
        const ink = colour("--muted");
        const now = this.#shownAt || Math.floor(Date.now() / 1000);
        return {
            type: "line",
            data: {
                datasets: this.#of.lines.map((line) => ({
                    label: line.label, data: [], pointRadius: alone, pointHitRadius: 12, borderWidth: 2, tension: 0.25, spanGaps: false,
                    borderColor: colour(line.colour), borderDash: line.dashed ? [5, 4] : [],
                    backgroundColor: faint(line.colour, 0.13), fill: Boolean(line.filled),
                })),
            },
            options: {
                parsing: false, normalized: true, interaction: { mode: "index", intersect: false },
                scales: {
                    x: {
                        type: "linear", min: now - this.#series.span(now), max: now,
                        grid: { display: false }, border: { color: colour("--line") },
                        afterBuildTicks: (axis) => { axis.ticks = ticks(axis.min, axis.max); },
                        ticks: { color: ink, maxRotation: 0, callback: (value, i, all) => ago(all.at(-1).value - value) },
                    },
                    y: {
                        beginAtZero: true, suggestedMax: 5, grid: { color: colour("--line") }, border: { display: false },
                        ticks: { color: ink, maxTicksLimit: this.#of.ticks, precision: 0, callback: (value) => format.compact(value) },
                    },
                },
                plugins: {
                    legend: { display: false },
                    tooltip: tooltip({
                        title: ([item]) => clock(item.parsed.x),
                        label: (item) => `${this.#of.lines[item.datasetIndex].write(item.parsed.y)} ${item.dataset.label}`,
                    }),
                },
            },
        };
    }
}

/** A value without neighbours makes no line: it is a dot. */
function alone({ dataset, dataIndex: i }) {
    const there = (at) => format.known(dataset.data[at]?.y);
    return there(i - 1) || there(i + 1) ? 0 : 2;
}

/** Marks from the right edge on, six at most, at quarters of a minute or at whole minutes. */
function ticks(from, to) {
    const step = to - from <= 60 ? 15 : Math.ceil((to - from) / 300) * 60;
    const marks = [];
    for (let value = to; value >= from; value -= step) {
        marks.unshift({ value });
    }
    return marks;
}

const ago = (seconds) => (seconds === 0 ? "now" : seconds % 60 === 0 ? `−${seconds / 60} min` : `−${seconds} s`);
const clock = (seconds) => format.time(new Date(seconds * 1000).toISOString());
