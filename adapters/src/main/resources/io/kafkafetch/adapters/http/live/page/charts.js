// What all drawn charts share: colours from the style sheet, the theme, and drawing without Chart.js being there.
import { remember } from "./tables.js";
import { byId } from "./dom.js";

const charts = new Set();
const listeners = new Set();
const darkSystem = matchMedia("(prefers-color-scheme: dark)");
const probe = document.createElement("span");
probe.hidden = true;
document.documentElement.append(probe);

/** Whether the library arrived; without it the page shows its tables. */
export const available = () => typeof globalThis.Chart === "function";

/** The colour that a custom property of the style sheet has in the present theme. */
export function colour(property) {
    probe.style.color = `var(${property})`;
    return getComputedStyle(probe).color;
}

/** The same, more transparent: opacity 0 to 1. */
export function faint(property, opacity) {
    return colour(property).replace(/^rgb\((.*)\)$/, `rgba($1, ${opacity})`);
}

/** Draws a chart; configure() gives type, options and datasets with the colours of the theme, at first and after each change. */
export function draw(id, configure) {
    if (!available()) {
        return { update() {} };
    }
    useFont();
    const chart = new globalThis.Chart(byId(id), configure());
    const entry = {
        chart,
        /** Writes data (changed in place by the caller's function) into the chart, without moving pictures. */
        update(change) {
            change(chart);
            chart.update("none");
        },
        repaint() {
            const fresh = configure();
            chart.options = fresh.options;
            fresh.data.datasets.forEach((dataset, i) => {
                const { data, ...style } = dataset;
                Object.assign(chart.data.datasets[i], style);
            });
            chart.update("none");
        },
    };
    charts.add(entry);
    return entry;
}

function useFont() {
    const defaults = globalThis.Chart.defaults;
    defaults.font.family = getComputedStyle(document.body).fontFamily;
    defaults.font.size = 12;
    defaults.animation = false;
    defaults.maintainAspectRatio = false;
    defaults.responsive = true;
}

/** The look of a tooltip in the present theme. */
export const tooltip = (callbacks) => ({
    backgroundColor: colour("--ink"), titleColor: colour("--paper"), bodyColor: colour("--paper"),
    padding: 10, cornerRadius: 8, displayColors: false, callbacks,
});

export const isDark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : darkSystem.matches;
};

export const onTheme = (listener) => listeners.add(listener);

function changed() {
    byId("theme").setAttribute("aria-label", `Switch to the ${isDark() ? "light" : "dark"} theme`);
    document.documentElement.dataset.shown = isDark() ? "dark" : "light";
    charts.forEach((entry) => entry.repaint());
    listeners.forEach((listener) => listener());
}

/** The button turns the theme round; a choice that equals the system's is no choice, and the page follows the system again. */
export function wireTheme() {
    byId("theme").addEventListener("click", () => {
        const next = isDark() ? "light" : "dark";
        const same = (next === "dark") === darkSystem.matches;
        if (same) {
            delete document.documentElement.dataset.theme;
        } else {
            document.documentElement.dataset.theme = next;
        }
        remember("kafka-fetch.theme", same ? null : next);
        changed();
    });
    darkSystem.addEventListener("change", changed);
    changed();
}
