// Who is signed in, where the service asks; and the way to sign in once nobody is any more.
import { byId, setText, show } from "./dom.js";

const LOOK_MS = 30_000;
let signIn = null;

async function ask() {
    const answer = await fetch("api/session", { cache: "no-store" });
    return answer.ok ? answer.json() : null;
}

/** To where a person signs in; a browser that shows by itself who asks does so again with the page. */
function leave(path, how = "") {
    if (path === null) {
        location.reload();
    } else {
        location.assign(path + "?to=" + encodeURIComponent(location.pathname + location.search + location.hash) + how);
    }
}

/** Whether a later look may find something else. */
async function look() {
    const session = await ask().catch(() => null); // what is wrong then, the rest of the page says
    if (session?.required && session.name === null) {
        leave(session.sign_in);
    } else if (session !== null) {
        signIn = session.sign_in;
        show(byId("session"), session.required);
        show(byId("sign-out"), signIn !== null);
        setText(byId("session-name"), session.name ?? "");
    }
    return session?.required !== false;
}

async function lookAgainAndAgain() {
    if (document.hidden || await look()) {
        setTimeout(lookAgainAndAgain, LOOK_MS);
    }
}

/** Looks now and, where callers have to show who they are, from time to time: a token may have been taken away. */
export function watchSession() {
    byId("sign-out").addEventListener("click", async () => {
        await fetch("api/session", { method: "DELETE" });
        leave(signIn, "&out"); // he wants to stay out, where others would be signed in again by themselves
    });
    lookAgainAndAgain();
}
