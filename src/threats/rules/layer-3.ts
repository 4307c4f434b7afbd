import type { Rule } from '../rule.ts';

/** Threats on layer 3, those of the extended catalogue included. */
export const layer3Rules: readonly Rule[] = [];
