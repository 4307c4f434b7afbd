import type { Rule } from '../rule.ts';
import { accountRules } from './layer-7/accounts.ts';
import { agentRules } from './layer-7/agents.ts';
import { interfaceRules } from './layer-7/interfaces.ts';
import { manyAgentsRules } from './layer-7/many-agents.ts';
import { marketRules } from './layer-7/markets.ts';
import { toolUseRules } from './layer-7/tool-use.ts';

/** Threats on layer 7, those of the extended catalogue included. */
export const layer7Rules: readonly Rule[] = [
  ...agentRules,
  ...toolUseRules,
  ...marketRules,
  ...interfaceRules,
  ...accountRules,
  ...manyAgentsRules,
];
