"use strict";
// A classic script, run before the first paint. What the viewer chose goes before what the system prefers.
(() => {
    try {
        const chosen = localStorage.getItem("kafka-fetch.theme");
        if (chosen === "light" || chosen === "dark") {
            document.documentElement.dataset.theme = chosen;
        }
    } catch {
        // Storage is forbidden: the system's preference it is.
    }
})();
