// The address says what is open, as #batch=user-login-0@100-149 or #range=7d: it can be shared, and the browser's back button closes
// it.
const shows = new Map();
const kept = new Set();
let pushed = false;

/** show(name) is called with what the address names of this kind, and with null when it no longer does. */
export const handle = (kind, show) => shows.set(kind, show);

/** The same, but what was named stays while the address names another kind, such as a dialog that is open above it. */
export function keep(kind, show) {
    kept.add(kind);
    handle(kind, show);
}

/** Makes each row of the table lead to what its button names in data-KIND. */
export function leadTo(body, kind) {
    body.addEventListener("click", (event) => {
        const button = event.target.closest("tr")?.querySelector(`button[data-${kind}]`);
        if (button) {
            button.focus();
            pushed = true;
            location.hash = `${kind}=${encodeURIComponent(button.dataset[kind])}`;
        }
    });
}

/** Back to the page alone, by the history where the way here is in it. */
export function leave() {
    if (pushed) {
        history.back();
    } else {
        history.replaceState(null, "", location.pathname + location.search);
        route();
    }
}

/** What the address names: {kind, name}; both undefined where it names nothing. */
export function named(hash) {
    const [, kind, text] = /^#([a-z]+)=(.+)$/.exec(hash) ?? [];
    try {
        return { kind, name: text && decodeURIComponent(text) };
    } catch {
        return {};
    }
}

export function route() {
    const { kind, name } = named(location.hash);
    pushed &&= kind !== undefined;
    for (const [known, show] of shows) {
        if (known === kind || kind === undefined || !kept.has(known)) {
            show(known === kind ? name : null);
        }
    }
}

addEventListener("hashchange", route);
