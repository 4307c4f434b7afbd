import type { Rule } from '../rule.ts';

/** Threats on layer 4, those of the extended catalogue included. */
export const layer4Rules: readonly Rule[] = [];
