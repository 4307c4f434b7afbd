import type { Rule } from '../rule.ts';

/** Threats on layer 1, those of the extended catalogue included. */
export const layer1Rules: readonly Rule[] = [];
