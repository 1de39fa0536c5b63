// A bar for each of the 24 hours of the day, the peak marked by its label and its colour, with a table.
import { colour, draw, tooltip } from "./charts.js";
import { byId, setAttribute, setText } from "./dom.js";
import * as format from "./format.js";
import { fill, head, number } from "./tables.js";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export class HoursChart {
    #peak = -1;
    #of;
    #chart;

    /** canvas, rows and peak: ids. title: what a screen reader hears first. */
    constructor(of) {
        this.#of = of;
        this.#chart = draw(of.canvas, () => this.#configuration());
    }

    /** hours: {zone, logins: 24 counts, peak: {hour, logins} or null}. */
    show({ zone, logins, peak }) {
        const all = logins.reduce((sum, value) => sum + value, 0);
        this.#peak = peak?.hour ?? -1;
        const label = byId(this.#of.peak);
        setText(label, peak ? `Peak ${format.hourSpan(peak.hour)}: ${format.count(peak.logins)} logins` : "No peak yet");
        setAttribute(label, "data-hour", peak?.hour);
        setAttribute(label, "data-value", peak?.logins);
        setAttribute(byId(this.#of.canvas), "aria-label", peak
            ? `${this.#of.title}, ${zone}. The peak is ${format.hourSpan(peak.hour)} with ${format.count(peak.logins)} logins. The table has all 24 hours.`
            : `${this.#of.title}: none yet.`);
        this.#chart.update((chart) => {
            chart.data.datasets[0].data = logins;
            chart.data.datasets[0].backgroundColor = this.#colours();
        });
        fill(byId(this.#of.rows), logins.map((count, hour) => Object.assign(
            [head(format.hourSpan(hour) + (hour === this.#peak ? " · peak" : "")), number(count), number(format.share(count, all), format.percent)],
            { mark: hour === this.#peak ? "peak" : null })));
    }

    #colours() {
        const [plain, peak] = [colour("--bar-soft"), colour("--accent")];
        return HOURS.map((hour) => (hour === this.#peak ? peak : plain));
    }

    #configuration() {
        const ink = colour("--muted");
        return {
            type: "bar",
            data: { labels: HOURS.map(format.two), datasets: [{ data: HOURS.map(() => 0), backgroundColor: this.#colours(), borderRadius: 3, categoryPercentage: 0.94, barPercentage: 0.9 }] },
            options: {
                layout: { padding: { top: 20 } },
                scales: {
                    x: { grid: { display: false }, border: { color: colour("--line") }, ticks: { color: ink, maxRotation: 0, autoSkipPadding: 6 } },
                    y: { beginAtZero: true, suggestedMax: 4, grid: { color: colour("--line") }, border: { display: false },
                        ticks: { color: ink, maxTicksLimit: 5, precision: 0, callback: (value) => format.compact(value) } },
                },
                plugins: {
                    legend: { display: false },
                    tooltip: tooltip({
                        title: ([item]) => format.hourSpan(item.dataIndex),
                        label: (item) => `${format.count(item.parsed.y)} logins${item.dataIndex === this.#peak ? ", the peak" : ""}`,
                    }),
                },
            },
            plugins: [{ id: "peak", afterDatasetsDraw: (chart) => this.#mark(chart) }],
        };
    }

    /** Writes "peak" above the highest bar, within the chart. */
    #mark(chart) {
        const bar = chart.getDatasetMeta(0).data[this.#peak];
        if (!bar) {
            return;
        }
        const pen = chart.ctx;
        pen.save();
        pen.font = `600 12px ${globalThis.Chart.defaults.font.family}`;
        pen.fillStyle = colour("--ink");
        pen.textAlign = "center";
        const half = pen.measureText("▾ peak").width / 2;
        const x = Math.min(chart.chartArea.right - half, Math.max(chart.chartArea.left + half, bar.x));
        pen.fillText("▾ peak", x, bar.y - 7);
        pen.restore();
    }
}
