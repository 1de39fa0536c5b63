// The share of each device type.
import { colour, draw, tooltip } from "./charts.js";
import { byId, el, setAttribute, setNumber, setText } from "./dom.js";
import * as format from "./format.js";
import { fill, head, number } from "./tables.js";

/** Slices with a colour of their own; all further ones are one slice. Colours of Okabe and Ito. */
const SLICES = 6;
const COLOURS = ["--hue-1", "--hue-2", "--hue-3", "--hue-4", "--hue-5", "--hue-6", "--hue-rest"];

/** The types as slices, the rest and what is not among the top in one. */
export function slices(usage) {
    const first = usage.top.slice(0, SLICES).map(({ device_type: type, count }) => ({ name: format.name(type), count }));
    const rest = usage.total - first.reduce((sum, { count }) => sum + count, 0);
    const names = usage.names - first.length;
    return rest > 0 && names > 0 ? [...first, { name: `${format.count(names)} more`, count: rest, rest: true }] : first;
}

export class Devices {
    #usage = null;
    #slices = [];
    #chart = draw("devices-chart", () => this.#configuration());

    show(insights) {
        const usage = insights.device_usage;
        if (!usage || usage === this.#usage) {
            return;
        }
        this.#usage = usage;
        this.#slices = slices(usage);
        setText(byId("devices-sub"), format.plural(usage.names, "device type", "device types"));
        setAttribute(byId("devices-chart"), "aria-label", "Share of device types: " + this.#slices
            .map(({ name, count }) => `${name} ${format.percent(format.share(count, usage.total))}`).join(", "));
        this.#chart.update((chart) => {
            chart.data.labels = this.#slices.map(({ name }) => name);
            chart.data.datasets[0].data = this.#slices.map(({ count }) => count);
            chart.data.datasets[0].backgroundColor = this.#colours();
        });
        this.#key(usage.total);
        const others = usage.total - usage.top.reduce((sum, { count }) => sum + count, 0);
        fill(byId("device-rows"), [
            ...usage.top.map((of) => [head(format.name(of.device_type)), number(of.count), number(of.percentage, format.percent)]),
            ...(others > 0 ? [[head("others"), number(others), number(format.share(others, usage.total), format.percent)]] : []),
        ]);
    }

    #key(total) {
        const key = byId("device-key");
        while (key.children.length > this.#slices.length) {
            key.lastElementChild.remove();
        }
        this.#slices.forEach(({ name, count, rest }, i) => {
            let row = key.children[i];
            if (!row) {
                row = el("li", {}, el("span", { class: "swatch", "aria-hidden": "true" }), el("span", { class: "key-name" }),
                    el("data", { class: "key-share" }), el("data", { class: "key-count" }));
                key.append(row);
            }
            const [swatch, label, share, amount] = row.children;
            swatch.dataset.hue = rest ? "rest" : i + 1;
            setText(label, name);
            setAttribute(label, "title", name);
            setNumber(share, format.share(count, total), format.percent);
            setNumber(amount, count, format.count);
        });
    }

    #colours() {
        return this.#slices.map(({ rest }, i) => colour(rest ? "--hue-rest" : COLOURS[i]));
    }

    #configuration() {
        return {
            type: "doughnut",
            data: { labels: [], datasets: [{ data: [], backgroundColor: this.#colours(), borderColor: colour("--card"), borderWidth: 2, hoverOffset: 4 }] },
            options: {
                cutout: "66%", layout: { padding: 4 },
                plugins: {
                    legend: { display: false },
                    tooltip: tooltip({ label: (item) => `${format.count(item.parsed)} logins` }),
                },
            },
        };
    }
}
