// The US states and the District of Columbia, and where each has its tile: [code, name, column, row], both from 1.
export const STATES = [
    ["AK", "Alaska", 1, 1], ["ME", "Maine", 11, 1],
    ["VT", "Vermont", 10, 2], ["NH", "New Hampshire", 11, 2],
    ["WA", "Washington", 1, 3], ["ID", "Idaho", 2, 3], ["MT", "Montana", 3, 3], ["ND", "North Dakota", 4, 3],
    ["MN", "Minnesota", 5, 3], ["IL", "Illinois", 6, 3], ["WI", "Wisconsin", 7, 3], ["MI", "Michigan", 8, 3],
    ["NY", "New York", 9, 3], ["RI", "Rhode Island", 10, 3], ["MA", "Massachusetts", 11, 3],
    ["OR", "Oregon", 1, 4], ["NV", "Nevada", 2, 4], ["WY", "Wyoming", 3, 4], ["SD", "South Dakota", 4, 4],
    ["IA", "Iowa", 5, 4], ["IN", "Indiana", 6, 4], ["OH", "Ohio", 7, 4], ["PA", "Pennsylvania", 8, 4],
    ["NJ", "New Jersey", 9, 4], ["CT", "Connecticut", 10, 4],
    ["CA", "California", 1, 5], ["UT", "Utah", 2, 5], ["CO", "Colorado", 3, 5], ["NE", "Nebraska", 4, 5],
    ["MO", "Missouri", 5, 5], ["KY", "Kentucky", 6, 5], ["WV", "West Virginia", 7, 5], ["VA", "Virginia", 8, 5],
    ["MD", "Maryland", 9, 5], ["DE", "Delaware", 10, 5],
    ["AZ", "Arizona", 2, 6], ["NM", "New Mexico", 3, 6], ["KS", "Kansas", 4, 6], ["AR", "Arkansas", 5, 6],
    ["TN", "Tennessee", 6, 6], ["NC", "North Carolina", 7, 6], ["SC", "South Carolina", 8, 6],
    ["DC", "District of Columbia", 9, 6],
    ["OK", "Oklahoma", 4, 7], ["LA", "Louisiana", 5, 7], ["MS", "Mississippi", 6, 7], ["AL", "Alabama", 7, 7],
    ["GA", "Georgia", 8, 7],
    ["HI", "Hawaii", 1, 8], ["TX", "Texas", 4, 8], ["FL", "Florida", 9, 8],
];

/** Fewer different states than this are no map: a list of countries has a "DE", a "CA" and an "IN" too. */
const FEWEST_STATES = 8;

const codes = new Map(STATES.flatMap(([code, name]) => [[code, code], [name.toUpperCase(), code], ["US-" + code, code]]));

/** The code of a region that is a state ("CA", "california", "US-CA"), else undefined. */
export const codeOf = (region) => codes.get(String(region).trim().toUpperCase());

/** Counts by state, the regions that are none, and whether a map is worth it: eight states, and half of all names. */
export function byState(top) {
    const states = new Map();
    const others = [];
    for (const of of top) {
        const code = codeOf(of.region);
        if (code) {
            states.set(code, (states.get(code) ?? 0) + of.count);
        } else {
            others.push(of);
        }
    }
    return { states, others, isMap: states.size >= FEWEST_STATES && top.length - others.length >= others.length };
}
