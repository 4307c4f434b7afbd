import type { ComponentTest } from '../rule.ts';

/** What protects the system: controls, monitors, and agents or tools that stand on layer 6. */
export const defender: ComponentTest = {
  exceptKind: ['framework'],
  anyOf: [{ kind: ['control', 'monitor'] }, { kind: ['agent', 'tool', 'model'], layer: [6] }],
};

/** A defender that judges by a learned model: it infers from one, or is called so and not named after fixed rules. */
export const learnedDefender: ComponentTest = {
  notNamed: [
    'keyword',
    'keywords',
    'regex',
    'pattern',
    'denylist',
    'allowlist',
    'blocklist',
    'simple',
    'schema',
    'rate',
  ],
  exceptKind: ['framework'],
  anyOf: [
    { kind: ['control', 'monitor'], has: [{ direction: 'out', kind: ['infers'] }] },
    { kind: ['agent', 'tool'], layer: [6], has: [{ direction: 'out', kind: ['infers'] }] },
    {
      kind: ['control', 'monitor'],
      named: [
        ...['classifier', 'guardrail', 'guardrails', 'guard', 'shield', 'moderation', 'moderator', 'safety', 'filter'],
        ...['detector', 'detection', 'anomaly', 'scan', 'scanner', 'judge', 'critic', 'jailbreak', 'relevance', 'llm'],
      ],
    },
  ],
};
