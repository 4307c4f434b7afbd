import type { Rule } from '../rule.ts';

/** Threats that MAESTRO calls cross-layer. */
export const crossLayerRules: readonly Rule[] = [];
