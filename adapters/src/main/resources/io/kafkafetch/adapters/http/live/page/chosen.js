// Which insights are published: what is not has no numbers, and says so.

/** Whether this metric is published. */
export function isPublished(pipeline, metric) {
    const chosen = pipeline.insights ?? "all";
    return chosen === "all" || chosen.split(",").includes(metric);
}

/** Whether nothing is. */
export const isNonePublished = (pipeline) => pipeline.insights === "none";

/** What stands where numbers would be. */
export const notPublished = (pipeline) => `not published (INSIGHTS=${pipeline.insights})`;
