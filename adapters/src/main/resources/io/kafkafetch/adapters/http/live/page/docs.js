"use strict";
// Describes, and sends nothing: a login posted by a click on a page of docs would be counted. What keeps the page from
// being read by keyboard and screen reader is left out: a button within a button, and a heading level that is skipped.
const accessible = () => ({
    wrapComponents: {
        CopyToClipboardBtn: () => () => null,
        InfoContainer: (Info, { React }) => (props) => React.createElement("section", { "aria-label": "About the API" },
            React.createElement(Info, props), React.createElement("h2", { className: "paths" }, "Paths")),
    },
});
globalThis.SwaggerUIBundle({
    url: "openapi.yml", dom_id: "#api", deepLinking: false, validatorUrl: null, supportedSubmitMethods: [],
    defaultModelsExpandDepth: 0, docExpansion: "list", plugins: [accessible], syntaxHighlight: false,
});

/** Names for what Swagger UI leaves without one. */
new MutationObserver(() => {
    for (const node of document.querySelectorAll("#api :is(select, .responses-table):not([aria-label])")) {
        const operation = node.closest(".opblock")?.querySelector("[data-path]")?.dataset.path ?? "the API";
        node.setAttribute("aria-label", `${node.localName === "select" ? "Choice" : "Responses"} of ${operation}`);
    }
}).observe(document.getElementById("api"), { childList: true, subtree: true });
