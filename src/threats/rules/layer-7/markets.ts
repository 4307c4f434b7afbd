import type { Rule } from '../../rule.ts';
import { anAgent } from '../agents.ts';

/** Where agents find each other, and by what they choose. */
export const marketRules: readonly Rule[] = [
  {
    id: 'strangers-list-themselves',
    threats: ['L7-T6', 'L7-T10', 'MAS-T37'],
    when: {
      component: {
        kind: ['registry'],
        anyOf: [
          { has: [{ direction: 'in', kind: ['registers'], open: 'along', other: { exposed: true } }] },
          { has: [{ direction: 'in', kind: ['registers'], open: 'along', crossesZone: true }] },
        ],
        has: [{ direction: 'in', kind: ['reads'], open: 'against', other: anAgent }],
      },
    },
    because: 'whom strangers list in {it}, agents find there and trust',
  },
  {
    id: 'open-registry-hands-out-parts',
    threats: ['L7-T10'],
    when: {
      component: {
        kind: ['registry'],
        exposed: true,
        has: [{ direction: 'in', kind: ['registers', 'reads'], open: 'against' }],
      },
    },
    because: 'an attacker can publish in {it}, and others use what it hands out',
  },
  {
    id: 'partners-are-found-in-an-open-registry',
    threats: ['L7-T11'],
    when: {
      relation: {
        kind: ['reads'],
        open: 'against',
        from: { ...anAgent, has: [{ direction: 'out', kind: ['delegates', 'messages', 'invokes'] }] },
        to: {
          kind: ['registry'],
          anyOf: [
            { exposed: true },
            { has: [{ direction: 'in', kind: ['registers'], open: 'along', other: { exposed: true } }] },
          ],
        },
      },
      threatens: 'from',
    },
    because: '{from} looks in {to} for whom to work with, and strangers decide some of what it finds there',
  },
  {
    id: 'tasks-go-by-what-agents-claim',
    threats: ['L7-T13'],
    when: {
      component: {
        ...anAgent,
        has: [
          {
            direction: 'out',
            kind: ['delegates', 'messages'],
            signed: false,
            other: {
              ...anAgent,
              withoutTags: ['signed-card'],
              anyOf: [{ tags: ['a2a'] }, { has: [{ direction: 'out', kind: ['registers'], open: 'along' }] }],
            },
          },
        ],
      },
    },
    because: '{it} gives tasks to agents by what their own unsigned descriptions say that they can do',
  },
  {
    id: 'nobody-knows-what-a-tool-can-do',
    threats: ['L7-T13'],
    when: {
      relation: { kind: ['invokes'], from: anAgent, to: { kind: ['tool'], tags: ['unknown-capabilities'] } },
      threatens: 'from',
    },
    because: '{from} may call {to} by its description, and nothing else says what {to} can do',
  },
];
