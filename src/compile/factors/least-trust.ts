/** What factors add is left out below this mean trust: it would hardly be seen in a thousand worlds. */
export const LEAST_TRUST = 0.001;
