// What is collected over time: the throughput, and how much waits.
import * as format from "./format.js";
import { TimeChart } from "./timechart.js";

export class Trends {
    #throughput = new TimeChart({
        canvas: "throughput-chart", rows: "throughput-rows", ticks: 5,
        lines: [
            { label: "logins/s", colour: "--accent", filled: true, write: format.rate },
            { label: "rejected/s", colour: "--reject", dashed: true, write: format.rate },
        ],
        describe: ([logins, rejected]) => `Throughput: ${format.rate(logins)} logins and ${format.rate(rejected)} rejected records a second.`,
    });
    #lag = new TimeChart({
        canvas: "lag-chart", rows: "lag-rows", ticks: 3,
        lines: [{ label: "records behind", colour: "--accent", filled: true, write: format.count }],
        describe: ([records]) => `Behind: ${format.count(records)} records.`,
    });

    #checkedAt = null;

    /**
     * Takes what this document says as the values of now, once for each time that the service looked: while it cannot
     * look nothing is known, and the lines have a gap.
     */
    add(pipeline, insights) {
        if (pipeline.fresh === false || insights.state !== "live" || pipeline.checked_at === this.#checkedAt) {
            return;
        }
        this.#checkedAt = pipeline.checked_at;
        const { logins_per_second: logins, rejected_per_second: rejected } = pipeline.rates ?? {};
        if (format.known(logins)) {
            this.#throughput.add([logins, rejected ?? 0]);
        }
        if (format.known(pipeline.lag?.records)) {
            this.#lag.add([pipeline.lag.records]);
        }
    }

    show() {
        this.#throughput.show();
        this.#lag.show();
    }
}
