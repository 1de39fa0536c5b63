// Logins by device type and by app version, ranked.
import { byId, setText } from "./dom.js";
import * as format from "./format.js";
import { Ranking, ranked } from "./ranking.js";

const MOST_SHOWN = 8;

class Breakdown {
    #usage = null;
    #member;
    #field;
    #sub;
    #words;
    #ranking;

    /** member of the insights, of which field is an entry's name; id of the panel's parts; words for one and many. */
    constructor(member, field, id, words) {
        this.#member = member;
        this.#field = field;
        this.#sub = byId(id + "s-sub");
        this.#words = words;
        this.#ranking = new Ranking(id + "-rows", id + "s-more", MOST_SHOWN, words[1]);
    }

    show(insights) {
        const usage = insights[this.#member];
        if (usage && usage !== this.#usage) {
            this.#usage = usage;
            setText(this.#sub, format.plural(usage.names, ...this.#words));
            this.#ranking.show(...ranked(usage, this.#field));
        }
    }
}

export const breakdowns = () => [
    new Breakdown("device_usage", "device_type", "device", ["device type", "device types"]),
    new Breakdown("app_version_usage", "app_version", "version", ["version", "versions"]),
];
