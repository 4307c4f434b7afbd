import type { Rule } from '../rule.ts';

/** Threats on layer 5, those of the extended catalogue included. */
export const layer5Rules: readonly Rule[] = [];
