import type { Rule } from '../rule.ts';

/** Threats on layer 7, those of the extended catalogue included. */
export const layer7Rules: readonly Rule[] = [];
