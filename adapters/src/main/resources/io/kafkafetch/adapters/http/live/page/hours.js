// The 24 hours of the day, the peak marked by its label and its colour.
import { colour, draw, tooltip } from "./charts.js";
import { byId, setAttribute, setText } from "./dom.js";
import * as format from "./format.js";
import { fill, head, number } from "./tables.js";

/** The hours count all that was ever committed, and so other logins than the totals, which are read from the topics. */
const summary = (all, zone, checkedAt, old) => `${format.plural(all, "login", "logins")} ever committed`
    + (format.known(checkedAt) ? `, as of ${format.time(checkedAt)}` : "")
    + (old?.since ? "; not known since then" : "") + `; hours in ${format.name(zone)}`;

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export class Hours {
    #hours = null;
    #peak = -1;
    #chart = draw("hours-chart", () => this.#configuration());

    show(insights, pipeline, { positions }) {
        const hours = insights.hours;
        if (!hours) {
            return;
        }
        const all = hours.logins.reduce((sum, value) => sum + value, 0);
        setText(byId("hours-sub"), summary(all, hours.zone, pipeline.checked_at, positions));
        if (hours === this.#hours) {
            return;
        }
        this.#hours = hours;
        this.#peak = hours.peak?.hour ?? -1;
        const peak = byId("peak");
        setText(peak, hours.peak ? `Peak ${format.hourSpan(hours.peak.hour)}: ${format.count(hours.peak.logins)} logins` : "No peak yet");
        setAttribute(peak, "data-hour", hours.peak?.hour);
        setAttribute(peak, "data-value", hours.peak?.logins);
        setAttribute(byId("hours-chart"), "aria-label", hours.peak
            ? `Logins by hour of the day, ${hours.zone}. The peak is ${format.hourSpan(hours.peak.hour)} with ${format.count(hours.peak.logins)} logins. The table has all 24 hours.`
            : "Logins by hour of the day: none yet.");
        this.#chart.update((chart) => {
            chart.data.datasets[0].data = hours.logins;
            chart.data.datasets[0].backgroundColor = this.#colours();
        });
        fill(byId("hour-rows"), hours.logins.map((logins, hour) => Object.assign(
            [head(format.hourSpan(hour) + (hour === this.#peak ? " · peak" : "")), number(logins), number(format.share(logins, all), format.percent)],
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
