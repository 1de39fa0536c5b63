// What both ways to sign in share: where a person came from, who he is, and what he may.

const query = new URLSearchParams(location.search);

/** The page he came from; null where the address says none. What is behind its # follows a redirect. */
export const cameFrom = query.has("to") ? query.get("to") + location.hash : null;

/** The role that is needed there. */
const wanted = /^[a-z]{1,20}$/.test(query.get("role") ?? "") ? query.get("role") : "view";

/** An address of this service, never another site's, whatever is asked for. */
export function target(to) {
    const home = location.origin + "/";
    const url = new URL(URL.canParse(to ?? "/", home) ? to ?? "/" : "/", home);
    const ours = url.protocol === location.protocol && url.host === location.host && !url.pathname.startsWith("//");
    return ours ? url.href : home;
}

/** Who is signed in; null where the service does not say. */
export async function session() {
    const answer = await fetch("/api/session", { cache: "no-store" });
    return answer.ok ? answer.json() : null;
}

export function may(session) {
    return !session.required || session.roles.includes(wanted);
}

/** What somebody reads who may not look there. */
export function lacks(who) {
    return who + " may not look at this: it needs the role " + wanted + ".";
}
