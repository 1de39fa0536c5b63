// Brings the stream and the panels together. Data is written into the page at most once a frame, and each panel leaves
// alone what has not changed.
import { available, wireTheme } from "./charts.js";
import { Batches } from "./batches.js";
import { DeadLetters } from "./deadletters.js";
import { Devices } from "./devices.js";
import { Figures } from "./figures.js";
import { Health } from "./health.js";
import { Hours } from "./hours.js";
import { Partitions } from "./partitions.js";
import { Regions } from "./regions.js";
import { States } from "./states.js";
import { LiveStream } from "./stream.js";
import { wireViews } from "./tables.js";
import { Trends } from "./trends.js";
import { Versions } from "./versions.js";

wireTheme();
wireViews(available());

const trends = new Trends();
const health = new Health();
const panels = [
    new States(), new Figures(), new Partitions(), new Hours(), new Devices(), new Regions(), new Versions(),
    new Batches(), new DeadLetters(),
];
let shown = null;
let drawn = false;

function draw() {
    drawn = false;
    panels.forEach((panel) => panel.show(shown.insights, shown.pipeline));
    health.show(shown.pipeline, shown.insights, stream);
    trends.show();
}

const stream = new LiveStream("api/insights/stream", (live) => {
    shown = live;
    trends.add(live.pipeline);
    if (!drawn) {
        drawn = true;
        requestAnimationFrame(draw);
    }
});
stream.start();

setInterval(() => {
    health.show(shown?.pipeline, shown?.insights, stream);
    trends.show();
}, 1_000);
