// How numbers, times and names look. Pure functions; null and undefined are "not known" and shown as a dash.

export const UNKNOWN = "–";
const THIN = "\u202f";
const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const short = new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 3 });
const shorter = new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 2 });
const hundredths = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const dayAndYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

export const known = (value) => value !== null && value !== undefined;

/** 12345 is "12,345". */
export const count = (value) => (known(value) ? whole.format(value) : UNKNOWN);

/** 12345 is "12.3K". */
export const compact = (value) => (known(value) ? short.format(value) : UNKNOWN);

/** The same with two digits, where there is little room: 12345 is "12K". */
export const tiny = (value) => (value < 1000 ? whole.format(value) : shorter.format(value));

/** A rate a second: whole from 100 on, one digit below, "0" for none. */
export function rate(value) {
    if (!known(value)) {
        return UNKNOWN;
    }
    return value === 0 || value >= 99.95 ? whole.format(value) : tenths.format(value);
}

/** 12.3 (of 100) is "12.30 %". */
export const percent = (value) => (known(value) ? hundredths.format(value) + THIN + "%" : UNKNOWN);

/** Share of part in all, 0 to 100; null where there is nothing. */
export const share = (part, all) => (all > 0 ? (100 * part) / all : null);

/** Seconds as people say them: "0.4 s", "2 min 5 s", "3 h 20 min", "2 d 4 h". */
export function duration(seconds) {
    if (!known(seconds)) {
        return UNKNOWN;
    }
    if (seconds < 60) {
        return (seconds < 10 && !Number.isInteger(seconds) ? tenths.format(seconds) : whole.format(seconds)) + THIN + "s";
    }
    const steps = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];
    const from = steps.findIndex(([, length]) => seconds >= length);
    return steps.slice(from, from + 2)
        .map(([unit, length], i) => [Math.floor(i === 0 ? seconds / length : (seconds % steps[from][1]) / length), unit])
        .filter(([amount], i) => i === 0 || amount > 0)
        .map(([amount, unit]) => amount + THIN + unit)
        .join(" ");
}

/** An instant as the clock on the viewer's wall, with the day where it is another one. */
export function time(iso) {
    if (!known(iso)) {
        return UNKNOWN;
    }
    const at = new Date(iso);
    const today = at.toDateString() === new Date().toDateString();
    return today ? clock.format(at) : day.format(at) + ", " + clock.format(at);
}

/** The same without seconds. */
export const minute = (iso) => time(iso).replace(/:\d\d$/, "");

/** An instant with its day always. */
export const fullTime = (iso) => (known(iso) ? dayAndYear.format(new Date(iso)) + ", " + clock.format(new Date(iso)) : UNKNOWN);

/** 19 is "19:00–20:00". */
export const hourSpan = (hour) => `${two(hour)}:00–${two((hour + 1) % 24)}:00`;

export const two = (value) => String(value).padStart(2, "0");

export const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);

/** "1 batch", "2 batches". */
export const plural = (n, one, many) => `${count(n)} ${n === 1 ? one : many}`;

/** A name from data, never empty to the eye. */
export const name = (text) => (typeof text === "string" && text.trim() !== "" ? text : "(no name)");
