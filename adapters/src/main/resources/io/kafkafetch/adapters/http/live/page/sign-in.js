// Gives the token to the service, which keeps it in a cookie that no script can read.
import { cameFrom, lacks, may, session, target } from "./sign-in-shared.js";

const form = document.getElementById("sign-in");
const field = document.getElementById("token");
const problem = document.getElementById("problem");

async function signIn() {
    problem.textContent = "";
    const answer = await fetch("/api/session", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ token: field.value.trim() }),
    });
    if (answer.ok) {
        goOn(await answer.json(), "This token");
        return;
    }
    problem.textContent = answer.status === 429
        ? "Too many tries. Wait a second."
        : answer.status === 401 ? "Nobody has this token." : "The service answered " + answer.status + ".";
    field.select();
}

function goOn(signedIn, who) {
    if (may(signedIn)) {
        location.assign(target(cameFrom));
    } else {
        problem.textContent = lacks(who);
    }
}

form.addEventListener("submit", event => {
    event.preventDefault();
    signIn().catch(() => { problem.textContent = "The service does not answer."; });
});
field.focus();

// A link of another site's brings no cookie along, and so leads here though somebody is signed in.
const known = await session().catch(() => null);
if (known?.required && known.name !== null) {
    goOn(known, known.name);
}
