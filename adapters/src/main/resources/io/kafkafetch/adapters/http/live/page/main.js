// Brings the stream and the panels together. Data is written into the page at most once a frame, and each panel leaves
// alone what has not changed.
import { route } from "./address.js";
import { available, wireTheme } from "./charts.js";
import { Batches } from "./batches.js";
import { breakdowns } from "./breakdowns.js";
import { DeadLetters } from "./deadletters.js";
import { Figures } from "./figures.js";
import { setAttribute } from "./dom.js";
import { freshness } from "./freshness.js";
import { Health } from "./health.js";
import { Hours } from "./hours.js";
import { Losses } from "./losses.js";
import { Partitions } from "./partitions.js";
import { Ranges } from "./rangepanel.js";
import { Regions } from "./regions.js";
import { watchSession } from "./session.js";
import { Skipped } from "./skipped.js";
import { States } from "./states.js";
import { LiveStream } from "./stream.js";
import { wireViews } from "./tables.js";
import { Trends } from "./trends.js";

wireTheme();

const trends = new Trends();
const health = new Health();
let shown = null;
let drawn = false;
const ranges = new Ranges(() => drawSoon());
/** What they show is of the chosen range, where there are ranges. */
const following = [new Figures(), new Regions()];
const panels = [
    new States(), new Losses(), new Skipped(), new Partitions(), new Hours(), ...breakdowns(), new Batches(), new DeadLetters(), ranges,
];
wireViews(available()); // once all cards are there

function drawSoon() {
    if (shown && !drawn) {
        drawn = true;
        requestAnimationFrame(draw);
    }
}

function draw() {
    drawn = false;
    const fresh = freshness(shown.pipeline, shown.insights, stream.silence());
    const old = fresh.positions?.since || fresh.published;
    setAttribute(document.body, "data-figures", old ? "old" : null);
    panels.forEach((panel) => panel.show(shown.insights, shown.pipeline, fresh));
    const insights = ranges.of(shown.insights, shown.pipeline);
    following.forEach((panel) => panel.show(insights, shown.pipeline, fresh));
    health.show(shown.pipeline, shown.insights, stream);
    trends.show();
}

const stream = new LiveStream("api/insights/stream", (live) => {
    shown = live;
    trends.add(live.pipeline, live.insights);
    drawSoon();
});
stream.start();
watchSession();

route();

// Figures grow old without a word of the service.
setInterval(() => {
    if (shown) {
        draw();
    } else {
        health.show(null, null, stream);
    }
}, 1_000);
