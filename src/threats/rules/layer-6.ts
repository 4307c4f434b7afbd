import type { Rule } from '../rule.ts';

/** Threats on layer 6, those of the extended catalogue included. */
export const layer6Rules: readonly Rule[] = [];
