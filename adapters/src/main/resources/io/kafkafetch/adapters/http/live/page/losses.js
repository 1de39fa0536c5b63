// Records that are gone before they were read: in no batch and in no dead letter, and so never out of sight.
import { byId, el, setText, show } from "./dom.js";
import * as format from "./format.js";

const HOW = {
    deleted: (many) => `${were(many)} deleted before they could be read`,
    recreated: (many) => `${were(many)} in a topic or file that was recreated before its end was read`,
    rotated_away: (many) => `${were(many)} in rotated files that are gone or cannot be read`,
};
const were = (many) => (many === 0 ? "An unknown number of records were" : `${format.plural(many, "record was", "records were")}`);

/** One sentence for each cause of which there are losses. */
export const sentences = (lost) => (lost ?? [])
    .filter(({ losses, records }) => losses > 0 || records > 0)
    .map(({ cause, losses, records }) => {
        const how = HOW[String(cause).toLowerCase()] ?? ((many) => `${were(many)} lost (${format.name(cause)})`);
        return `${how(records ?? 0)}${losses > 1 ? `, at ${format.count(losses)} places` : ""}.`;
    });

export class Losses {
    #lost = null;

    show(_insights, pipeline) {
        if (pipeline.lost === this.#lost) {
            return;
        }
        this.#lost = pipeline.lost;
        const texts = sentences(pipeline.lost);
        show(byId("lost"), texts.length > 0);
        byId("lost-list").replaceChildren(...texts.map((text) => el("li", {}, text)));
        setText(byId("lost-rest"), `Found by ${format.name(pipeline.instance)} since ${format.time(pipeline.started_at)}. They are in no batch and in no dead letter.`);
    }
}
