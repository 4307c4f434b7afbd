import type { Rule } from '../../rule.ts';
import { anAgent } from '../outside-content.ts';

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
        ...anAgent,
        has: [
          {
            direction: 'out',
            kind: ['infers'],
            other: { has: [{ direction: 'in', kind: ['infers'], other: anAgent, atLeast: 3 }] },
          },
        ],
        anyOf: [
          {
            has: [
              {
                direction: 'in',
                kind: ['feeds'],
                open: 'along',
                other: { has: [{ direction: 'out', kind: ['feeds'], open: 'along', other: anAgent, atLeast: 3 }] },
              },
            ],
          },
          {
            has: [
              {
                direction: 'out',
                kind: ['reads'],
                open: 'against',
                other: { has: [{ direction: 'in', kind: ['reads'], open: 'against', other: anAgent, atLeast: 3 }] },
              },
            ],
          },
        ],
      },
    },
    because:
      '{it} has its model and a source that it reads in common with two other agents or more: one signal moves all of them alike',
  },
];
