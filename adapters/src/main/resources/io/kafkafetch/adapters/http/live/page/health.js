// The verdict on top: is it healthy, and why not; and whether what is seen is live at all.
import { byId, el, setAttribute, setText, show } from "./dom.js";
import * as format from "./format.js";
import { freshness } from "./freshness.js";
import { STALE_AFTER_MS } from "./stream.js";
import { Troubles } from "./troubles.js";

const ICONS = { ok: "#i-ok", bad: "#i-bad", warn: "#i-warn", wait: "#i-wait" };
const TITLES = { ok: "kafka-fetch", bad: "Down · kafka-fetch", warn: "Stale · kafka-fetch", wait: "kafka-fetch" };

/** What there is to say: pure, from the document and the silence in milliseconds (null: never heard). */
export function verdict(pipeline, insights, silence, waiting) {
    if (silence === null || !pipeline) {
        return waiting < STALE_AFTER_MS
            ? { level: "wait", title: "Connecting to the service", detail: "The numbers appear as soon as it answers." }
            : { level: "warn", title: "No connection yet", detail: "The service does not answer. The page goes on trying by itself." };
    }
    if (silence > STALE_AFTER_MS) {
        return {
            level: "warn", title: "Not connected",
            detail: pipeline.status === "UP" ? "It was healthy then." : "It was in trouble then:",
        };
    }
    if (pipeline.status !== "UP") {
        return { level: "bad", title: "Not healthy", detail: `${format.name(pipeline.instance)} is in trouble:` };
    }
    const { positions } = freshness(pipeline, insights, silence);
    if (positions?.since) {
        return {
            level: "warn", title: "Progress is not known",
            detail: `How far it is behind is not known since ${format.time(positions.since)}. The service keeps asking.`,
        };
    }
    return { level: "ok", title: "Healthy", detail: progress(pipeline, insights) };
}

function progress(pipeline, insights) {
    const seconds = pipeline.lag?.seconds;
    const records = pipeline.lag?.records;
    if (!format.known(records)) {
        return pipeline.source === "kafka" ? "How far behind it is, is not known yet." : `Reading from ${pipeline.source}.`;
    }
    if (records === 0) {
        return insights?.totals?.logins > 0 ? "Everything that arrived is counted." : "Ready, and nothing is waiting.";
    }
    return format.known(seconds) && seconds > patience(pipeline)
        ? `${format.duration(seconds)} behind: more is waiting than a batch takes to close.`
        : "Keeping up with what arrives.";
}

/** Seconds that a login may wait on a healthy day: a batch's age, and some. */
export const patience = (pipeline) => Math.max(10, (2 * (pipeline.batch_max_age_ms ?? 0)) / 1000);

export class Health {
    #said = "";
    #pipeline = null;
    #troubles = new Troubles();

    show(pipeline, insights, stream) {
        const silence = stream.silence();
        const waiting = stream.waiting();
        const now = verdict(pipeline, insights, silence, waiting);
        const stale = silence !== null && silence > STALE_AFTER_MS;
        setAttribute(byId("verdict"), "data-level", now.level);
        setAttribute(byId("verdict-icon"), "href", ICONS[now.level]);
        setText(byId("verdict-title"), now.title);
        setText(byId("verdict-detail"), now.detail);
        setAttribute(document.body, "data-phase", stale ? "stale" : pipeline ? "live" : "connecting");
        this.#connection(silence, waiting, stale);
        this.#announce(now.level === "bad" ? `${now.title}. ${now.detail}` : now.title, now.level);
        if (pipeline && pipeline !== this.#pipeline) {
            this.#pipeline = pipeline;
            this.#troubles.show(pipeline);
            this.#facts(pipeline);
        }
    }

    #connection(silence, waiting, stale) {
        const lost = stale || (silence === null && waiting > STALE_AFTER_MS);
        setAttribute(byId("connection"), "data-level", lost ? "warn" : silence === null ? "wait" : "ok");
        setText(byId("connection-text"), lost ? "Reconnecting" : silence === null ? "Connecting" : "Connected");
        show(byId("stale"), stale);
        if (stale) {
            setText(byId("stale"), `Last update ${format.duration(Math.floor(silence / 1000))} ago, reconnecting…`);
        }
    }

    #announce(text, level) {
        if (text !== this.#said) {
            this.#said = text;
            setText(byId("announcer"), text);
            document.title = TITLES[level];
        }
    }

    #facts(pipeline) {
        const facts = [
            ["Instance", pipeline.instance], ["Version", pipeline.version], ["Group", pipeline.group],
            ["Batches of", pipeline.batch_size ? `${format.count(pipeline.batch_size)} or ${format.duration(pipeline.batch_max_age_ms / 1000)}` : null],
            ["Up since", pipeline.started_at ? format.time(pipeline.started_at) : null],
        ].filter(([, value]) => format.known(value));
        show(byId("facts"), facts.length > 0);
        byId("facts").replaceChildren(...facts.map(([what, value]) =>
            el("div", {}, el("dt", {}, what), el("dd", { title: String(value) }, String(value)))));
        setText(byId("flow"), [origin(pipeline), destination(pipeline)].join(" → "));
    }
}

const origin = (pipeline) => (pipeline.source === "file" ? "file" : pipeline.source === "http" && pipeline.sink !== "kafka"
    ? "HTTP" : format.name(pipeline.input_topic));
const destination = (pipeline) => (pipeline.sink === "kafka" ? format.name(pipeline.output_topic) : format.name(pipeline.sink));
