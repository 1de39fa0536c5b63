// Takes a person to the identity provider, and what he brings back from there to the service, which keeps it in a cookie
// that no script can read. What a link of another site's leads to has no such cookie: this page goes on by itself.
import { cameFrom, lacks, may, session, target } from "./sign-in-shared.js";

const RETRY_MS = 5_000;
const CAME_FROM = "kafka-fetch-came-from"; // of this tab alone, while the browser is at the provider
const AWAY = "The identity provider does not answer.";

const query = new URLSearchParams(location.search);
const state = document.getElementById("state");
const problem = document.getElementById("problem");
const button = document.getElementById("sign-in");
let retry;

function say(what, wrong = "") {
    state.textContent = what;
    problem.textContent = wrong;
    button.hidden = true;
}

/** @param again whether the provider asks who it is though it knows */
function offer(label, again) {
    button.textContent = label;
    button.hidden = false;
    button.onclick = () => run(() => begin(again));
}

function fail(wrong) {
    say("", wrong);
    offer("Sign in", false);
}

function post(path, body) {
    return fetch("/api/session/oidc/" + path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
    });
}

function failedBy(status) {
    const known = {
        401: "This sign-in took too long, was begun elsewhere, or is over already.",
        429: "Too many tries. Wait a second.",
        503: AWAY,
    };
    fail(known[status] ?? "The service answered " + status + ".");
}

async function begin(again) {
    clearTimeout(retry);
    say("Going to the identity provider …");
    const answer = await post("begin", { again });
    if (answer.ok) {
        location.assign((await answer.json()).location);
    } else {
        failedBy(answer.status);
        if (answer.status === 503) {
            state.textContent = "Asking it again every five seconds.";
            retry = setTimeout(() => run(() => begin(again)), RETRY_MS);
        }
    }
}

async function end() {
    const given = { code: query.get("code"), state: query.get("state") };
    history.replaceState(null, "", location.pathname); // the code is of no use a second time
    say("Signing in …");
    const answer = await post("end", given);
    if (!answer.ok) {
        failedBy(answer.status);
        return;
    }
    const known = await session();
    if (known?.name) {
        goOn(known);
    } else {
        fail("The browser did not keep the session: it has to accept cookies of this site.");
    }
}

function goOn(known) {
    if (may(known)) {
        location.replace(target(cameFrom ?? sessionStorage.getItem(CAME_FROM)));
    } else {
        say("", lacks(known.name));
        offer("Sign in as somebody else", true);
    }
}

async function start() {
    if (query.has("code") && query.has("state")) {
        return end();
    }
    if (query.has("error")) {
        const code = /^[a-z_]{1,40}$/.test(query.get("error")) ? " (" + query.get("error") + ")" : "";
        return fail("The identity provider did not sign you in" + code + ".");
    }
    if (cameFrom !== null) {
        sessionStorage.setItem(CAME_FROM, cameFrom);
    }
    if (query.has("out")) {
        say("You are signed out here.");
        return offer("Sign in", true);
    }
    const known = await session();
    return known?.name ? goOn(known) : begin(false);
}

function run(action) {
    action().catch(() => fail("The service does not answer."));
}

run(start);
