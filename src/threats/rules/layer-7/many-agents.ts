import type { ComponentTest, Rule } from '../../rule.ts';
import { anAgent } from '../agents.ts';

const feedsMany = { direction: 'out', kind: ['feeds'], open: 'along', other: anAgent, atLeast: 3 } as const;
const isReadByMany = { direction: 'in', kind: ['reads'], open: 'against', other: anAgent, atLeast: 3 } as const;
const goesByACommonSource: ComponentTest = {
  ...anAgent,
  anyOf: [
    { has: [{ direction: 'in', kind: ['feeds'], open: 'along', other: { has: [feedsMany] } }] },
    { has: [{ direction: 'out', kind: ['reads'], open: 'against', other: { has: [isReadByMany] } }] },
  ],
};

/** What comes of there being many agents. */
export const manyAgentsRules: readonly Rule[] = [
  {
    id: 'speaks-to-many-unwatched',
    threats: ['MAS-T36'],
    when: {
      component: {
        ...anAgent,
        monitored: false,
        has: [
          {
            direction: 'out',
            kind: ['delegates', 'messages', 'spawns'],
            open: 'along',
            controlled: false,
            controlledGoing: 'along',
            other: anAgent,
            atLeast: 2,
          },
        ],
      },
    },
    because: 'two agents or more act on what {it} sends them, unchecked, and no monitor would see it change',
  },
  {
    id: 'one-signal-moves-agents-of-one-model',
    threats: ['MAS-T38'],
    when: {
      component: {
        kind: ['model'],
        has: [{ direction: 'in', kind: ['infers'], other: goesByACommonSource, atLeast: 3 }],
      },
    },
    because:
      'three agents or more answer from {it} and go by a source that they have in common: one signal moves them alike',
  },
];
