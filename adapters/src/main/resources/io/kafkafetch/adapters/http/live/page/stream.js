// The live connection: server-sent events, and what an EventSource does not do by itself. It reconnects after a broken
// connection, but gives up after an HTTP error, and waits for ever on a connection that died without a word.

/** Milliseconds of silence after which the page says that it is stale: the server speaks every two seconds. */
export const STALE_AFTER_MS = 6_000;
/** Silence after which a connection is given up and a new one opened. */
const DEAD_AFTER_MS = 15_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;
const WATCH_EVERY_MS = 500;

/** The document after an event: a snapshot replaces it, an update replaces the members that it names. */
export function merged(document, event, data) {
    if (event === "snapshot") {
        return { insights: data.insights, pipeline: data.pipeline };
    }
    return {
        insights: { ...document.insights, ...data.insights },
        pipeline: { ...document.pipeline, ...data.pipeline },
    };
}

/** The wait before try number n (from 1), in ms: doubling up to 15 s, with a spread so that viewers do not come as one. */
export function waitBefore(attempt, random = Math.random()) {
    const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt - 1, 10));
    return full * (0.75 + 0.5 * random);
}

export class LiveStream {
    #url;
    #onDocument;
    #source = null;
    #document = null;
    #heardAt = 0;
    #triedAt = 0;
    #startedAt = Date.now();
    #attempts = 0;
    #retry = null;

    /** onDocument(document) is called after each event, also one that changed nothing. */
    constructor(url, onDocument) {
        this.#url = url;
        this.#onDocument = onDocument;
    }

    start() {
        this.#connect();
        setInterval(() => this.#watch(), WATCH_EVERY_MS);
        addEventListener("online", () => this.#connectNow());
        addEventListener("pagehide", () => this.#close());
        addEventListener("pageshow", (event) => event.persisted && this.#connectNow());
    }

    /** Milliseconds since the server last spoke; null if it never did. */
    silence(now = Date.now()) {
        return this.#heardAt === 0 ? null : now - this.#heardAt;
    }

    /** Milliseconds since the page began to connect. */
    waiting(now = Date.now()) {
        return now - this.#startedAt;
    }

    #connect() {
        this.#close();
        this.#triedAt = Date.now();
        const source = new EventSource(this.#url);
        this.#source = source;
        for (const type of ["snapshot", "update"]) {
            source.addEventListener(type, (event) => this.#heard(type, event.data));
        }
        source.addEventListener("error", () => {
            if (source.readyState === EventSource.CLOSED) {
                this.#connectLater();
            }
        });
    }

    #heard(type, text) {
        try {
            const data = JSON.parse(text);
            if (type === "update" && this.#document === null) {
                throw new Error("an update of nothing");
            }
            this.#document = merged(this.#document, type, data);
        } catch {
            this.#connectLater();
            return;
        }
        this.#heardAt = Date.now();
        this.#attempts = 0;
        this.#onDocument(this.#document);
    }

    #watch() {
        const quiet = Date.now() - Math.max(this.#heardAt, this.#triedAt);
        if (this.#source !== null && quiet > DEAD_AFTER_MS) {
            this.#connectNow();
        }
    }

    #connectNow() {
        clearTimeout(this.#retry);
        this.#retry = null;
        this.#connect();
    }

    #connectLater() {
        this.#close();
        if (this.#retry === null) {
            this.#attempts++;
            this.#retry = setTimeout(() => this.#connectNow(), waitBefore(this.#attempts));
        }
    }

    #close() {
        this.#source?.close();
        this.#source = null;
    }
}
