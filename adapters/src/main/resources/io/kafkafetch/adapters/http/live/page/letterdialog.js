// A dead letter: where the record is, why it was rejected, and commands that show it. What is in it is never on the page.
import { byId, el, setText } from "./dom.js";
import * as format from "./format.js";
import { Sheet } from "./sheet.js";

const PLACE = /^(.+)-(\d{1,10})@(\d{1,19})$/;
const COPIED_FOR_MS = 2_000;

/** What a shell takes as one word, whatever is in it: the name may come from anybody who writes to the topic. */
export const quoted = (word) => (/^[\w.][\w.-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** Commands that show this record, each {what, text}. */
export function commands(pipeline, topic, partition, offset) {
    if (pipeline.sink === "file") {
        const match = `select(.topic == ${JSON.stringify(topic)} and .partition == ${partition} and .offset == ${offset})`;
        return [{ what: "In the sink's folder, with jq", text: `jq ${quoted(match)} "$SINK_DIR"/dead-letters-*.jsonl` }];
    }
    if (pipeline.sink !== "kafka" || pipeline.source === "file") {
        return [];
    }
    return [
        { what: "With kcat", text: `kcat -b "$KAFKA_BOOTSTRAP_SERVERS" -X auto.offset.reset=error -C -e -t ${quoted(topic)} -p ${partition} -o ${offset} -c 1 -f '%h\\n%s\\n'` },
        { what: "With Kafka's own tools", text: `kafka-console-consumer.sh --bootstrap-server "$KAFKA_BOOTSTRAP_SERVERS" --topic ${quoted(topic)} --partition ${partition} --offset ${offset} --max-messages 1` },
    ];
}

/** A reason and its field: "missing device_type"; the code alone where it is about the whole record. */
export const reason = ({ reason: code, field }) => (field ? `${format.name(code)} ${field}` : format.name(code));

export const nameOf = ({ topic, partition, offset }) => `${format.name(topic)}-${partition}@${offset}`;

export class LetterDialog {
    #sheet = new Sheet("letter", () => this.#write());
    #letters = null;
    #pipeline = null;

    /** letters: the latest ones, in which the chosen one's reasons may be. */
    show(letters, pipeline) {
        const first = this.#letters === null;
        this.#letters = letters;
        this.#pipeline = pipeline;
        if (first && this.#sheet.name !== null) { // the address named it before the page knew anything
            this.#write();
        }
    }

    #write() {
        if (this.#letters === null) {
            this.#sheet.body("loading", el("p", { class: "dialog-state", role: "status" }, "Waiting for the service…"));
            return;
        }
        const [, topic, partition, offset] = PLACE.exec(this.#sheet.name) ?? [];
        if (topic === undefined) {
            this.#sheet.body("gone", el("p", { class: "dialog-state", role: "status" }, "This names no record."));
            return;
        }
        const letter = this.#letters.find((of) => nameOf(of) === this.#sheet.name);
        this.#sheet.body("shown", facts(topic, partition, offset, letter),
            ...commands(this.#pipeline, topic, partition, offset).map(command),
            el("p", { class: "sub" }, this.#pipeline.sink === "kafka"
                ? `The dead letter itself, with its reasons as headers, is in the topic ${format.name(this.#pipeline.dlq_topic)}.`
                : "The page never shows what is in a record."));
    }
}

function facts(topic, partition, offset, letter) {
    const reasons = letter
        ? el("dd", { class: "chips" }, el("div", {}, ...(letter.reasons ?? []).map((of) => el("span", { class: "chip" }, reason(of)))))
        : el("dd", {}, "with the dead letter; the page has those of the latest 20");
    return el("dl", { class: "facts", "data-testid": "letter-facts" },
        ...[["Topic", topic], ["Partition", partition], ["Offset", offset], ["Failed at", letter ? format.fullTime(letter.failed_at) : null]]
            .filter(([, value]) => value !== null)
            .map(([what, value]) => el("div", {}, el("dt", {}, what), el("dd", {}, value))),
        el("div", {}, el("dt", {}, "Reasons"), reasons));
}

function command({ what, text }) {
    const code = el("pre", { tabindex: "0", role: "region", "aria-label": what, "data-testid": "letter-command" }, text);
    const copy = el("button", { type: "button", class: "more", "aria-label": `Copy the command ${what.toLowerCase()}` }, "Copy");
    copy.addEventListener("click", async () => {
        setText(copy, await copied(code) ? "Copied" : "Selected: copy it by Ctrl+C");
        setText(byId("announcer"), copy.textContent);
        setTimeout(() => setText(copy, "Copy"), COPIED_FOR_MS);
    });
    return el("div", { class: "command" }, el("h3", {}, what), code, copy);
}

/** Browsers give the clipboard to secure pages alone; elsewhere the text is selected for the viewer to copy. */
async function copied(node) {
    try {
        await navigator.clipboard.writeText(node.textContent);
        return true;
    } catch {
        getSelection().selectAllChildren(node);
        return false;
    }
}
