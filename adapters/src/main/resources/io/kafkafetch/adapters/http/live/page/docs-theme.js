"use strict";
// Before the first paint: Swagger UI is dark by a class, and the theme is the live page's.
(() => {
    const root = document.documentElement;
    const system = matchMedia("(prefers-color-scheme: dark)");
    const apply = () => root.classList.toggle("dark-mode", root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
    system.addEventListener("change", apply);
    apply();
})();
