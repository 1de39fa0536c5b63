// Asks for a range again and again while somebody looks at the page. The browser keeps the last answers, and asks the
// service only whether they are still right.
import { fitted, seriesAddress, spanAddress } from "./ranges.js";
import { waitBefore } from "./stream.js";

/** An answer that takes longer is given up. */
const LONGEST_MS = 10_000;
/** The wait after a failure; what the service asks for where its totals are not read yet. */
const LEAST_WAIT_MS = 2_000;

/** The service answered, and not with what was asked for. */
class Refusal extends Error {
    /** problem: the service's code, such as rollups-loading. */
    constructor(status, problem, detail) {
        super(`status ${status}`);
        this.problem = problem;
        this.detail = detail;
    }
}

export class RangeFeed {
    /** {range, field, span, series, now (the service's, ms), at (the page's, ms)}; null before the first answer. */
    answer = null;
    /** Why the last look failed: the service's code, or "away"; null where it did not. */
    problem = null;
    /** What is wrong with a range that the service refuses, in its words; "" where it does not. */
    refused = "";
    #choice = null;
    #onChange;
    #going = false;
    #asking = null;
    #timer = null;
    #failures = 0;

    /** onChange() is called after each answer and each failure. */
    constructor(onChange) {
        this.#onChange = onChange;
        document.addEventListener("visibilitychange", () => this.#going && this.#load());
    }

    /** choice: {range, field}. What is known of another range is forgotten. */
    choose({ range, field }) {
        if (this.#choice?.range.range === range.range && this.#choice.field === field) {
            return;
        }
        if (this.answer?.range.range !== range.range) {
            this.answer = null;
        }
        this.#choice = { range, field };
        this.problem = null;
        this.refused = "";
        this.#failures = 0;
        if (this.#going) {
            this.#load();
        }
    }

    start() {
        if (!this.#going) {
            this.#going = true;
            this.#load();
        }
    }

    stop() {
        this.#going = false;
        clearTimeout(this.#timer);
        this.#asking?.abort();
    }

    async #load() {
        clearTimeout(this.#timer);
        this.#asking?.abort();
        if (document.hidden) {
            return;
        }
        const asking = new AbortController();
        this.#asking = asking;
        const { range, field } = this.#choice;
        try {
            const { body: span, now } = await ask(spanAddress(range), asking.signal);
            const shown = fitted(range, span);
            const { body: series } = await ask(seriesAddress(shown, span, field, now), asking.signal);
            this.answer = { range: shown, field, span, series, now, at: Date.now() };
            this.problem = null;
            this.refused = "";
            this.#failures = 0;
        } catch (failure) {
            if (asking.signal.aborted) {
                return;
            }
            this.problem = failure instanceof Refusal ? failure.problem : "away";
            this.refused = this.problem === "bad-query" ? failure.detail : "";
            this.#failures++;
        }
        const wait = this.#failures > 0 ? Math.max(LEAST_WAIT_MS, waitBefore(this.#failures)) : range.refreshMs;
        this.#timer = setTimeout(() => this.#load(), wait);
        this.#onChange();
    }
}

async function ask(url, aborted) {
    const response = await fetch(url, {
        headers: { Accept: "application/json" }, signal: AbortSignal.any([aborted, AbortSignal.timeout(LONGEST_MS)]),
    });
    const body = await response.json().catch(() => null);
    aborted.throwIfAborted();
    if (!response.ok || body === null) {
        throw new Refusal(response.status, body?.code ?? `status ${response.status}`, body?.detail ?? "");
    }
    const now = Date.parse(response.headers.get("Date"));
    return { body, now: Number.isNaN(now) ? Date.now() : now };
}
