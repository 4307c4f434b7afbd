import type { Rule } from '../rule.ts';

/** Threats on layer 2, those of the extended catalogue included. */
export const layer2Rules: readonly Rule[] = [
  {
    id: 'outside-content-is-stored',
    threats: ['L2-T1'],
    when: {
      relation: {
        kind: ['feeds', 'writes'],
        from: { kind: ['external', 'human', 'tool', 'registry'] },
        to: { kind: ['data'] },
      },
      threatens: 'to',
    },
    because: 'what {from} gives is stored in {to} and read later as if it were true',
  },
];
