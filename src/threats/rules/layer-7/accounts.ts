import type { Rule } from '../../rule.ts';
import { anAgent } from '../agents.ts';
import { UNGATED } from '../gates.ts';
import { hasEffects, sends } from '../tool-powers.ts';

/** Who did it, and what it costs: traces, prices, budgets, wallets. */
export const accountRules: readonly Rule[] = [
  {
    id: 'acts-without-a-trace',
    threats: ['L7-T9'],
    when: {
      component: {
        ...anAgent,
        monitored: false,
        has: [{ direction: 'out', kind: ['invokes'], open: 'along', other: hasEffects }],
        lacks: [{ direction: 'out', kind: ['writes'], other: { kind: ['log-store'] } }],
      },
    },
    because:
      '{it} calls tools that have effects, and neither writes a log nor is watched: nothing ties an action to it',
  },
  {
    id: 'several-act-under-one-key',
    threats: ['L7-T9', 'AF-4'],
    when: {
      component: {
        kind: ['credential'],
        has: [
          {
            direction: 'in',
            kind: ['authenticates'],
            role: 'holds',
            other: { kind: ['agent', 'tool', 'human', 'host'] },
            atLeast: 2,
          },
          { direction: 'in', kind: ['authenticates'], role: 'accepts', other: { exceptKind: ['model'] } },
        ],
      },
    },
    because: 'several act under {it}: each has the rights of all, and what it opens cannot tell which of them acted',
  },
  {
    id: 'pays-on-the-word-of-others',
    threats: ['L7-T12'],
    when: {
      component: {
        ...anAgent,
        has: [
          {
            direction: 'out',
            kind: ['invokes'],
            open: 'along',
            other: { kind: ['tool'], named: ['payment', 'payments', 'billing', 'checkout', 'purchase', 'wallet'] },
          },
        ],
        anyOf: [
          { has: [{ direction: 'out', kind: ['delegates'], open: 'against', crossesZone: true, other: anAgent }] },
          { has: [{ direction: 'out', kind: ['delegates'], open: 'against', other: { ...anAgent, exposed: true } }] },
          { has: [{ direction: 'in', kind: ['messages'], open: 'along', crossesZone: true, other: anAgent }] },
        ],
      },
    },
    because: '{it} pays through its tools, and agents that others run tell it what things cost',
  },
  {
    id: 'meters-itself',
    threats: ['L7-T12'],
    when: {
      relation: {
        kind: ['writes', 'accesses'],
        open: 'along',
        controlled: false,
        from: { kind: ['agent', 'tool'] },
        to: {
          kind: ['data', 'log-store'],
          named: ['metering', 'meter', 'usage', 'billing', 'quota', 'quotas', 'pricing', 'prices'],
        },
      },
      threatens: 'to',
    },
    because: '{from} writes {to}, by which it is charged or limited, and nothing checks what it writes',
  },
  {
    id: 'calls-paid-services-without-a-budget',
    threats: ['MAS-T39'],
    when: {
      component: {
        ...anAgent,
        supervised: false,
        has: [
          {
            direction: 'out',
            kind: ['invokes'],
            open: 'along',
            controlled: false,
            controlledGoing: 'along',
            other: { ...sends, has: [{ direction: 'out', kind: ['authenticates'], role: 'holds' }] },
          },
        ],
      },
    },
    because: '{it} calls tools that use an account at an outside service as often as it likes, and nobody sets a limit',
  },
  {
    id: 'starts-copies-without-a-budget',
    threats: ['MAS-T39'],
    when: {
      relation: {
        kind: ['spawns'],
        controlled: false,
        controlledGoing: 'along',
        from: { ...anAgent, supervised: false },
        to: { ...anAgent, has: [{ direction: 'out', kind: ['invokes', 'infers'], open: 'along' }] },
      },
      threatens: 'to',
    },
    because: '{from} starts copies of {to} by itself, and each calls the models and tools that {to} calls',
  },
  {
    id: 'wallet-key-is-held',
    threats: ['MAS-T34'],
    when: {
      component: {
        kind: ['credential', 'secret-store'],
        named: ['wallet', 'mnemonic', 'keystore', 'eth', 'ethereum', 'solana', 'bitcoin', 'btc'],
        anyOf: [
          {
            has: [
              {
                direction: 'in',
                kind: ['authenticates'],
                role: 'holds',
                open: 'along',
                other: { kind: ['agent', 'tool'] },
              },
            ],
          },
          { has: [{ direction: 'in', kind: ['reads'], open: 'against', other: { kind: ['agent', 'tool'] } }] },
        ],
      },
    },
    because: '{it} moves funds, and an agent or one of its tools holds it: whoever takes that takes the funds',
  },
  {
    id: 'agent-moves-value-between-chains',
    threats: ['MAS-T35'],
    when: {
      relation: {
        kind: ['invokes'],
        open: 'along',
        ...UNGATED,
        from: anAgent,
        to: {
          kind: ['tool'],
          anyOf: [
            { named: ['crosschain', 'wormhole', 'layerzero'] },
            {
              named: ['bridge'],
              anyOf: [
                {
                  named: [
                    'chain',
                    'chains',
                    'blockchain',
                    'defi',
                    'evm',
                    'ethereum',
                    'solana',
                    'token',
                    'tokens',
                    'wallet',
                    'crypto',
                  ],
                },
              ],
            },
          ],
        },
      },
      threatens: 'to',
    },
    because: '{from} moves value from chain to chain through {to}, and no gate limits where to or how much',
  },
];
