import type { Rule } from '../../rule.ts';
import { anAgent } from '../agents.ts';
import { businessWords } from '../business-words.ts';
import { UNGATED } from '../gates.ts';
import { anOutsider, isSwayedFromOutside } from '../outside-content.ts';
import { hasEffects } from '../tool-powers.ts';

/** Where agents meet other systems: interfaces, what they wait for, tool servers. */
export const interfaceRules: readonly Rule[] = [
  {
    id: 'interface-to-an-outside-system',
    threats: ['L7-T7'],
    when: {
      relation: {
        kind: ['accesses'],
        open: 'against',
        controlled: false,
        controlledGoing: 'against',
        from: { kind: ['tool'], has: [{ direction: 'in', kind: ['invokes'], open: 'along', other: anAgent }] },
        to: { kind: ['external'] },
      },
      threatens: 'from',
    },
    because: 'answers of {to} reach agents through {from}, and nothing checks them at the interface',
  },
  {
    id: 'interface-between-zones',
    threats: ['L7-T7'],
    when: {
      relation: {
        kind: ['invokes'],
        open: 'along',
        crossesZone: true,
        controlled: false,
        controlledGoing: 'along',
        from: anAgent,
        to: { kind: ['tool'] },
      },
      threatens: 'to',
    },
    because: '{from} calls {to} in another zone, and nothing checks the calls at the interface',
  },
  {
    id: 'upstream-that-several-wait-for',
    threats: ['MAS-T25'],
    when: {
      component: {
        kind: ['tool'],
        anyOf: [
          { exposed: true },
          { has: [{ direction: 'out', kind: ['accesses'], other: anOutsider }] },
          { has: [{ direction: 'in', kind: ['invokes'], crossesZone: true }] },
        ],
        has: [{ direction: 'in', kind: ['invokes'], open: 'against', other: anAgent, atLeast: 2 }],
      },
    },
    because: 'several agents wait for what {it} answers, and it or what is behind it is in other hands',
  },
  {
    id: 'outsiders-stall-what-an-agent-waits-for',
    threats: ['MAS-T25'],
    when: {
      way: [
        { exposed: true, kind: ['tool', 'agent', 'external'] },
        { over: [{ kind: 'accesses', direction: 'along' }], to: { kind: ['store', 'host'] } },
        {
          over: [
            { kind: 'reads', direction: 'against' },
            { kind: 'runs-on', direction: 'against' },
          ],
          to: anAgent,
        },
      ],
      threatens: 'end',
    },
    because:
      'an attacker acts through {start} on what {end} waits for, and so can stall {end} or choose what it is handed',
  },
  {
    id: 'business-tool-without-domain-rules',
    threats: ['L7-T8'],
    when: {
      relation: {
        kind: ['invokes'],
        open: 'along',
        ...UNGATED,
        from: isSwayedFromOutside,
        to: { ...hasEffects, named: businessWords },
      },
      threatens: 'from',
    },
    because:
      '{from} acts in a line of business through {to}, and no gate holds its calls to the rules and limits of that business',
  },
  {
    id: 'tool-server-asks-nobody-who-calls',
    threats: ['MAS-T40'],
    when: {
      component: {
        anyOf: [
          { kind: ['agent'], tags: ['mcp-server'], exposed: true },
          { kind: ['tool'], exposed: true, tags: ['mcp', 'mcp-server', 'remote'] },
          { kind: ['tool'], named: ['mcp'], has: [{ direction: 'in', kind: ['invokes'], crossesZone: true }] },
          { kind: ['tool'], named: ['mcp'], exposed: true },
        ],
        lacks: [{ direction: 'out', kind: ['authenticates'], role: 'accepts' }],
      },
    },
    because: '{it} can be called over the network, and accepts no credential that tells one client from another',
  },
  {
    id: 'tool-server-that-strangers-can-replace',
    threats: ['MAS-T47'],
    when: {
      relation: {
        kind: ['invokes'],
        open: 'against',
        from: anAgent,
        to: {
          kind: ['tool'],
          anyOf: [
            { exposed: true },
            { has: [{ direction: 'out', kind: ['registers'], open: 'against', trust: 0.5, other: { exposed: true } }] },
          ],
        },
      },
      threatens: 'from',
    },
    because: '{from} believes what {to} answers, and a stranger can stand in for {to} or publish what it runs',
  },
];
