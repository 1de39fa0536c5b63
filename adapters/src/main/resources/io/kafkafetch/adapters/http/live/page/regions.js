// Logins per region: ranked bars always, and the map of the US where the regions are states.
import { isPublished, notPublished } from "./chosen.js";
import { byId, setAttribute, setText, show } from "./dom.js";
import * as format from "./format.js";
import { Ranking, ranked } from "./ranking.js";
import { StateMap } from "./statemap.js";
import { byState } from "./usstates.js";

export const METRIC = "logins_per_region";

const MAX_ELSEWHERE = 12;

export class Regions {
    #regions = null;
    #ranking = new Ranking(byId("region-rows"), byId("regions-more"), 14, "regions");
    #map = new StateMap();

    show(insights, pipeline) {
        this.#write(insights);
        if (!insights.range && !insights[METRIC]?.total && !isPublished(pipeline, METRIC)) {
            setText(byId("regions-sub"), notPublished(pipeline));
        }
    }

    #write(insights) {
        const regions = insights[METRIC];
        const card = byId("regions-title").closest(".card");
        if (insights.range && !regions) {
            setAttribute(card, "data-map", "false");
        }
        if (!regions || regions === this.#regions) {
            this.#regions = regions ?? null;
            return;
        }
        this.#regions = regions;
        setText(byId("regions-title"), insights.range ? "Logins per state" : "Logins per region");
        setText(byId("regions-sub"), `${insights.range ? `${insights.range}: ` : ""}${format.plural(regions.names, "region", "regions")}, ${format.plural(regions.total, "login", "logins")}`);
        this.#ranking.show(...ranked(regions, "region"));
        const { states, others, isMap } = byState(regions.top);
        show(byId("map"), isMap);
        show(byId("map-view"), isMap);
        setAttribute(card, "data-map", String(isMap));
        if (isMap) {
            this.#map.show(states, regions.total);
            this.#elsewhere(others);
        }
    }

    #elsewhere(others) {
        const node = byId("elsewhere");
        show(node, others.length > 0);
        const listed = others.slice(0, MAX_ELSEWHERE).map(({ region, count }) => `${format.name(region)} ${format.count(count)}`);
        const rest = others.length - listed.length;
        setText(node, `Not on the map: ${listed.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`);
    }
}
