// The states of the insights: loading, unavailable, empty or there. Each has its own look.
import { isNonePublished } from "./chosen.js";
import { byId, setText, show } from "./dom.js";
import * as format from "./format.js";
import { all } from "./skipped.js";

/** A hint how to send the first logins, for each source. */
const HINTS = {
    kafka: ["Logins are read from the topic {input}. To try it, send some:", "./kafka-fetch generate --count 10000 --corrupt 3"],
    http: ["Logins are taken at /api/logins. To try it, send some:", "./kafka-fetch generate --count 1000 --output logins.jsonl\n"
        + "curl -H 'Content-Type: application/x-ndjson' -X POST -T logins.jsonl {address}/api/logins"],
    file: ["Logins are read from a file, a login a line. The page fills as soon as it has some.", null],
};

const sentence = (skipped) => (skipped === 1 ? "1 event was read, and skipped: it is no login by the mapping."
    : `${format.count(skipped)} events were read, and skipped: none is a login by the mapping.`);

/** What of the insights can be shown: "numbers", "none" (empty), or "waiting" (not known yet). */
function phase(insights, pipeline) {
    const totals = insights.totals ?? {};
    const isCounted = isNonePublished(pipeline) && insights.hours?.peak; // by the hours alone, which are always there
    if (isCounted || (totals.logins ?? 0) + (totals.rejected ?? 0) > 0) {
        return "numbers";
    }
    return insights.state === "live" ? "none" : "waiting";
}

export class States {
    #insights = null;
    #skipped = null;

    show(insights, pipeline) {
        if (insights === this.#insights && pipeline.skipped === this.#skipped) {
            return;
        }
        this.#insights = insights;
        this.#skipped = pipeline.skipped;
        const now = phase(insights, pipeline);
        document.body.dataset.insights = now;
        document.body.dataset.state = insights.state;
        this.#loading(insights);
        this.#unavailable(insights, now);
        this.#empty(now === "none", pipeline);
        setText(byId("footer-since"), insights.since
            ? `Insights published from ${format.fullTime(insights.since)} to ${format.fullTime(insights.latest)}.`
            : isNonePublished(pipeline) ? "Insights are not published (INSIGHTS=none)." : "No insight was published yet.");
        setText(byId("footer-zone"), `Times are in ${Intl.DateTimeFormat().resolvedOptions().timeZone}, `
            + `hours of the day in ${format.name(insights.hours?.zone)}.`);
    }

    #loading(insights) {
        const loading = insights.state === "loading";
        show(byId("loading"), loading);
        if (!loading) {
            return;
        }
        const { read = 0, total = 0 } = insights.loading ?? {};
        const progress = byId("loading-progress");
        if (total > 0) {
            progress.value = Math.min(100, (100 * read) / total);
            setText(byId("loading-text"), `${format.count(read)} of ${format.count(total)} records.`);
        } else {
            progress.removeAttribute("value");
            setText(byId("loading-text"), "Asking how much there is.");
        }
    }

    #unavailable(insights, now) {
        const unavailable = insights.state === "unavailable";
        show(byId("unavailable"), unavailable);
        if (unavailable) {
            setText(byId("unavailable-text"), insights.problem ?? "The reason is not known.");
            setText(byId("unavailable-rest"), (insights.unavailable_since ? `So it is since ${format.time(insights.unavailable_since)}. ` : "")
                + (now === "numbers" ? "What is below was read before. " : "")
                + "The service tries again by itself.");
        }
    }

    #empty(empty, pipeline) {
        show(byId("empty"), empty);
        if (empty) {
            const [text, command] = HINTS[pipeline.source] ?? HINTS.file;
            const skipped = all(pipeline.skipped);
            setText(byId("empty-text"), (skipped > 0 ? `${sentence(skipped)} ` : "") + text.replace("{input}", () => pipeline.input_topic ?? ""));
            show(byId("empty-command"), command !== null);
            setText(byId("empty-command"), (command ?? "").replace("{address}", () => location.host));
        }
    }
}
