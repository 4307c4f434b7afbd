import type { Rule } from '../rule.ts';
import {
  anAgent,
  anOutsider,
  bringsOutsideContent,
  isReachable,
  isSwayedFromOutside,
  keepsOutsideContent,
  takesOutsideContent,
} from './outside-content.ts';
import { businessWords, hasEffects, sendsOut } from './tools-of-effect.ts';

const UNGATED = { controlled: false, controlledFor: ['tool-misuse'], controlledGoing: 'along' } as const;
const GATED = { ...UNGATED, controlled: true } as const;

/** Threats on layer 7, those of the extended catalogue included. */
export const layer7Rules: readonly Rule[] = [
  // Who is an agent, and whose
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
  // What agents do with tools
  {
    id: 'swayed-agent-calls-without-a-gate',
    threats: ['L7-T4'],
    when: {
      relation: { kind: ['invokes'], open: 'along', ...UNGATED, from: isSwayedFromOutside, to: hasEffects },
      threatens: 'to',
    },
    because:
      'content from outside reaches {from}, which may call {to}, whose calls have effects, and no gate is before the call',
  },
  {
    id: 'swayed-agent-calls-through-a-gate',
    threats: ['L7-T4'],
    when: {
      relation: { kind: ['invokes'], open: 'along', ...GATED, from: isSwayedFromOutside, to: hasEffects },
      threatens: 'to',
    },
    because:
      'content from outside reaches {from}, which may call {to}, whose calls have effects; only the gate before the call stands in the way',
  },
  {
    id: 'outside-content-enters-a-prompt',
    threats: ['L7-T5'],
    when: {
      relation: {
        kind: ['feeds', 'messages'],
        open: 'along',
        from: { anyOf: [anOutsider, bringsOutsideContent] },
        to: anAgent,
      },
      threatens: 'to',
    },
    because: '{to} has content of {from} in its context beside its task, and that content can bend its goal',
  },
  {
    id: 'outside-content-is-read-into-a-prompt',
    threats: ['L7-T5'],
    when: {
      relation: { kind: ['reads'], open: 'against', from: anAgent, to: keepsOutsideContent },
      threatens: 'from',
    },
    because: '{from} reads {to} into its context, and outsiders write some of what is there',
  },
  {
    id: 'outside-content-comes-as-an-answer',
    threats: ['L7-T5'],
    when: {
      relation: {
        kind: ['invokes'],
        open: 'against',
        from: { ...anAgent, lacks: [{ direction: 'in', kind: ['feeds'], open: 'along', other: anOutsider }] },
        to: bringsOutsideContent,
      },
      threatens: 'from',
    },
    because: '{to} answers {from} with what strangers wrote, and the answer stands in the context beside the goal',
  },
  // Markets and registries
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
  // Interfaces to other systems
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
    because: 'several agents wait for what {it} answers, and who controls what is behind it is outside their zone',
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
      'an attacker acts through {start} on what {end} waits for, and so can stall {end} or hand it what he likes',
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
  // Who did it, and what it costs
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
            other: { kind: ['agent', 'tool', 'human'] },
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
            other: { ...sendsOut, has: [{ direction: 'out', kind: ['authenticates'], role: 'holds' }] },
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
  // Many agents
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
  // Tool servers
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
