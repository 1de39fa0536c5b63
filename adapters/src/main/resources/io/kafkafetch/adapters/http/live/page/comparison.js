// How a range compares with the one before it, in words. Pure.
import * as format from "./format.js";

const MINUS = "\u2212";
/** From this many percent more on, it is said how many times as many there are. */
const MANY = 1_000;
/** Percent that would be written as 0.0. */
const HARDLY = 0.05;

/**
 * {change, words}: change is {percent, text}, or null where there is nothing to divide by or hardly a difference; words
 * follow it. range: an entry of RANGES with a range before.
 */
export function comparison(logins, before, { against, inBefore }) {
    if (before === 0) {
        return { change: null, words: `No logins ${inBefore}${logins === 0 ? ", either" : ""}` };
    }
    const percent = (100 * (logins - before)) / before;
    if (Math.abs(percent) < HARDLY) {
        return { change: null, words: `${percent === 0 ? "As" : "About as"} many as ${inBefore}` };
    }
    return percent >= MANY
        ? { change: { percent, text: `${format.count(logins / before)} times` }, words: `as many as ${inBefore}` }
        : { change: { percent, text: written(percent) }, words: `against ${against}` };
}

/** "+12 %", "−0.4 %". */
function written(percent) {
    const amount = Math.abs(percent);
    return (percent > 0 ? "+" : MINUS) + (amount >= 9.95 ? format.count(amount) : format.rate(amount)) + "\u202f%";
}
