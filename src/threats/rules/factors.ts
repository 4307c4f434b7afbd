import type { Rule } from '../rule.ts';

/** The five agentic factors. */
export const factorRules: readonly Rule[] = [];
