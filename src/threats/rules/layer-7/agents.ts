import type { Rule } from '../../rule.ts';
import { anAgent } from '../agents.ts';
import { isReachable, takesOutsideContent } from '../outside-content.ts';

/** Who is an agent, and whose: impostors, strangers, stolen identities. */
export const agentRules: readonly Rule[] = [
  {
    id: 'strangers-agent-takes-part',
    threats: ['L7-T1'],
    when: {
      component: {
        ...anAgent,
        exposed: true,
        anyOf: [
          { has: [{ direction: 'in', kind: ['delegates', 'messages'], other: anAgent }] },
          { has: [{ direction: 'out', kind: ['delegates', 'messages'], other: anAgent }] },
        ],
      },
    },
    because: 'an attacker can touch {it} or run it, and other agents give it tasks or take its word',
  },
  {
    id: 'nobody-watches-an-agent-that-others-trust',
    threats: ['L7-T1'],
    when: {
      component: {
        monitored: false,
        exposed: false,
        anyOf: [
          {
            ...takesOutsideContent,
            has: [{ direction: 'out', kind: ['delegates', 'messages', 'spawns'], open: 'along', other: anAgent }],
          },
          {
            ...takesOutsideContent,
            has: [{ direction: 'in', kind: ['delegates', 'spawns'], open: 'against', other: anAgent }],
          },
        ],
      },
    },
    because: 'content from outside can take {it} over, other agents act on what it says, and no monitor watches it',
  },
  {
    id: 'unsigned-word-between-zones',
    threats: ['L7-T2'],
    when: {
      relation: {
        kind: ['delegates', 'messages'],
        signed: false,
        crossesZone: true,
        open: 'along',
        from: anAgent,
        to: anAgent,
      },
      threatens: 'to',
    },
    because:
      '{to} gets work or messages from {from} in another zone, and nothing signs them: whoever can reach it can pose as {from}',
  },
  {
    id: 'unsigned-word-at-an-open-door',
    threats: ['L7-T2'],
    when: {
      relation: {
        kind: ['delegates', 'messages'],
        signed: false,
        crossesZone: false,
        open: 'along',
        from: anAgent,
        to: { ...anAgent, anyOf: [{ exposed: true }, { tags: ['a2a', 'mcp-server'] }] },
      },
      threatens: 'to',
    },
    because:
      '{to} answers over the network, and nothing signs what {from} sends it: whoever can reach it can pose as {from}',
  },
  {
    id: 'reachable-holder-of-a-key',
    threats: ['L7-T3'],
    when: {
      component: {
        kind: ['credential'],
        has: [
          { direction: 'in', kind: ['authenticates'], role: 'holds', open: 'along', other: isReachable },
          {
            direction: 'in',
            kind: ['authenticates'],
            role: 'accepts',
            open: 'against',
            other: { exceptKind: ['model'] },
          },
        ],
      },
    },
    because: 'content from outside gets as far as what holds {it}, and {it} opens other components',
  },
  {
    id: 'key-stands-in-the-file',
    threats: ['L7-T3'],
    when: {
      component: {
        kind: ['credential'],
        tags: ['literal'],
        has: [{ direction: 'in', kind: ['authenticates'], role: 'holds', other: { kind: ['agent', 'tool'] } }],
      },
    },
    because: '{it} stands in a configuration file as it is: whoever reads the file has the identity of its holders',
  },
];
