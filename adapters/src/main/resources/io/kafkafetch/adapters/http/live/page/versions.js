// Logins per version of the app.
import { byId, setText } from "./dom.js";
import * as format from "./format.js";
import { Ranking, ranked } from "./ranking.js";

export class Versions {
    #usage = null;
    #ranking = new Ranking("version-rows", "versions-more", 8, "versions");

    show(insights) {
        const usage = insights.app_version_usage;
        if (!usage || usage === this.#usage) {
            return;
        }
        this.#usage = usage;
        setText(byId("versions-sub"), format.plural(usage.names, "version", "versions"));
        this.#ranking.show(...ranked(usage, "app_version"));
    }
}
