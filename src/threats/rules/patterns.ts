import type { Rule } from '../rule.ts';

/** The seven cross-layer patterns, as ways. */
export const patternRules: readonly Rule[] = [];
