import type { ComponentTest, Rule } from '../rule.ts';
import { anAgent } from './agents.ts';
import { askers, asksIt } from './askers.ts';
import { bringsOutsideContent, hearsOutsiders, isSwayedFromOutside, keepsOutsideContent } from './outside-content.ts';
import { calledBy } from './steps.ts';
import { acts, changesData, executes, sends } from './tool-powers.ts';

/** Code that others are built with; drawings call other software a framework too, of other layers. */
const library: ComponentTest = { kind: ['framework', 'plugin'], layer: [3] };
const carriesAgents = { direction: 'in', kind: ['runs-on'], other: { kind: ['agent', 'plugin'] } } as const;
/** What its registry hands out decides what it is. */
const followsRegistry = {
  direction: 'out',
  kind: ['registers'],
  open: 'against',
  trust: 0.5,
  other: { kind: ['registry'] },
} as const;
const calledTool: ComponentTest = { kind: ['tool'], has: [{ direction: 'in', kind: ['invokes'] }] };
const hasTools = (test: ComponentTest) =>
  ({ direction: 'out', kind: ['invokes'], open: 'along', other: test }) as const;

/** Threats on layer 3, those of the extended catalogue included. */
export const layer3Rules: readonly Rule[] = [
  {
    id: 'agents-are-built-with-it',
    threats: ['L3-T1'],
    when: {
      component: {
        ...library,
        anyOf: [{ has: [carriesAgents] }, { has: [{ direction: 'in', kind: ['invokes'], atLeast: 2 }] }],
      },
    },
    because: 'agents run in {it} or call it in their own process: malicious code there is in each of them',
  },
  {
    id: 'tools-reach-the-machine-of-an-agent',
    threats: ['L3-T2'],
    when: {
      relation: {
        kind: ['runs-on'],
        from: { kind: ['agent'], layer: [3, 7] },
        to: {
          kind: ['host'],
          has: [{ direction: 'in', kind: ['accesses'], open: 'along', other: calledTool }],
        },
      },
      threatens: 'from',
    },
    because: 'tools act on {to}, where {from} keeps its settings: they can leave instructions there for good',
  },
  {
    id: 'settings-can-be-written',
    threats: ['L3-T2'],
    when: {
      relation: {
        kind: ['reads'],
        open: 'against',
        from: anAgent,
        to: {
          kind: ['data'],
          named: ['config', 'configuration', 'settings', 'instructions', 'prompt', 'prompts', 'claude', 'profile'],
          has: [{ direction: 'in', kind: ['writes', 'accesses', 'feeds'], open: 'along' }],
        },
      },
      threatens: 'from',
    },
    because: '{from} follows what is in {to} at each start, and it can be written to',
  },
  {
    id: 'nobody-watches-the-framework',
    threats: ['L3-T2'],
    when: { component: { kind: ['framework'], layer: [3], monitored: false, has: [carriesAgents, followsRegistry] } },
    because:
      '{it} steers the agents that run in it, is taken from a registry as it is then, and nothing watches what it does',
  },
  {
    id: 'strangers-text-reaches-an-agent',
    threats: ['L3-T3'],
    when: {
      relation: { kind: ['feeds', 'messages'], open: 'along', from: { exposed: true }, to: anAgent },
      threatens: 'to',
    },
    because: 'text of {from} reaches {to}, which can take it for instructions',
  },
  {
    id: 'stored-text-of-strangers-is-read',
    threats: ['L3-T3'],
    when: {
      relation: { kind: ['reads'], open: 'against', from: anAgent, to: keepsOutsideContent },
      threatens: 'from',
    },
    because: 'strangers can put text in {to}, which {from} reads and can take for instructions',
  },
  {
    id: 'code-comes-from-a-registry',
    threats: ['L3-T4'],
    when: {
      relation: {
        kind: ['registers'],
        signed: false,
        open: 'against',
        trust: 0.3,
        from: { kind: ['tool', 'framework'] },
        to: { kind: ['registry'] },
      },
      threatens: 'from',
    },
    because: '{from} is what {to} hands out, and nothing shows whether it was altered before',
  },
  {
    id: 'strangers-drive-the-orchestration',
    threats: ['L3-T5'],
    when: {
      relation: {
        kind: ['feeds', 'messages'],
        open: 'along',
        from: askers,
        to: {
          ...anAgent,
          anyOf: [
            { kind: ['orchestrator', 'framework'] },
            { has: [{ direction: 'out', kind: ['delegates', 'spawns'] }] },
          ],
        },
      },
      threatens: 'to',
    },
    because: '{from} can start {to} without limit, and the agents behind it stand still while it is busy',
  },
  {
    id: 'control-sees-some-calls',
    threats: ['L3-T6'],
    when: {
      component: {
        ...anAgent,
        has: [
          { direction: 'out', kind: ['invokes'], controlled: true, controlledGoing: 'along' },
          { direction: 'out', kind: ['invokes'], open: 'along', controlled: false, other: { anyOf: [acts, sends] } },
        ],
      },
    },
    because:
      'a control is on some calls of {it} and on others not: it can be steered to do by the latter what the former refuse',
  },
  {
    id: 'commands-leave-the-framework',
    threats: ['L3-T6'],
    when: {
      relation: {
        kind: ['invokes'],
        open: 'along',
        controlled: false,
        from: anAgent,
        to: executes,
      },
      threatens: 'from',
    },
    because: 'what {from} has {to} run is outside what its framework sees, and no control is on the call',
  },
  {
    id: 'several-ways-into-a-step',
    threats: ['MAS-T19'],
    when: {
      component: {
        ...anAgent,
        has: [
          { direction: 'in', kind: ['delegates', 'messages'], open: 'along', other: anAgent, atLeast: 2 },
          hasTools(acts),
        ],
      },
    },
    because: 'several agents can start {it}, so that it acts also when the one that should come before has not checked',
  },
  {
    id: 'strangers-text-can-be-run',
    threats: ['MAS-T20'],
    when: {
      relation: { kind: ['invokes'], open: 'along', from: isSwayedFromOutside, to: executes },
      threatens: 'to',
    },
    because: 'content from outside reaches {from}, and {to} runs what it is given',
  },
  {
    id: 'strangers-text-can-be-a-query',
    threats: ['L3-T3'],
    when: {
      relation: {
        kind: ['invokes'],
        open: 'along',
        from: isSwayedFromOutside,
        to: {
          ...changesData,
          named: ['sql', 'query', 'postgres', 'postgresql', 'mysql', 'sqlite', 'mongodb', 'graphql', 'cypher', 'neo4j'],
        },
      },
      threatens: 'to',
    },
    because: 'content from outside reaches {from}, and by its name {to} runs as a query what it is given',
  },
  {
    id: 'several-write-one-state',
    threats: ['MAS-T21'],
    when: {
      component: {
        kind: ['memory', 'data-store'],
        has: [
          { direction: 'in', kind: ['writes'], other: anAgent, atLeast: 2 },
          { direction: 'in', kind: ['reads'], other: anAgent, atLeast: 2 },
        ],
      },
    },
    because: 'several agents write {it} and several act on it: each may hold another state for the true one',
  },
  {
    id: 'plugin-may-turn-on-its-agent',
    threats: ['MAS-T29'],
    when: {
      relation: {
        kind: ['invokes'],
        open: 'against',
        from: anAgent,
        to: {
          kind: ['plugin'],
          anyOf: [
            executes,
            bringsOutsideContent,
            { tags: ['unknown-capabilities', 'dynamic'] },
            { has: [followsRegistry] },
          ],
        },
      },
      threatens: 'to',
    },
    because:
      '{to} runs in the process of {from} with powers of its own, or nobody knows which: where it is weak, so is the agent',
  },
  {
    id: 'agents-talk-unsigned-over-a-border',
    threats: ['MAS-T30'],
    when: {
      relation: {
        kind: ['messages', 'delegates'],
        signed: false,
        crossesZone: true,
        from: anAgent,
        to: anAgent,
      },
      threatens: 'to',
    },
    because: 'what {from} says to {to} leaves its zone unsigned: it can be read, changed or said again',
  },
  {
    id: 'agents-talk-unsigned-over-a-network',
    threats: ['MAS-T30'],
    when: {
      relation: {
        kind: ['messages', 'delegates'],
        signed: false,
        from: { ...anAgent, hasZone: false },
        to: { ...anAgent, tags: ['a2a'], hasZone: false },
      },
      threatens: 'to',
    },
    because: '{to} is called over a network, and nothing signs what {from} says to it',
  },
  {
    id: 'one-context-for-reading-and-acting',
    threats: ['MAS-T31'],
    when: {
      component: {
        ...anAgent,
        has: [hasTools(acts)],
        anyOf: [
          { has: [{ direction: 'out', kind: ['invokes'], open: 'against', other: bringsOutsideContent }] },
          { has: [{ ...hearsOutsiders, other: { kind: ['external'], exposed: true } }] },
        ],
      },
    },
    because: '{it} reads what strangers wrote and acts by its tools in the same context',
  },
  {
    id: 'loop-that-nobody-watches',
    threats: ['MAS-T32'],
    when: {
      component: {
        ...anAgent,
        monitored: false,
        supervised: false,
        has: [{ direction: 'out', kind: ['infers'] }],
        onCycle: ['delegates', 'messages', 'spawns'],
      },
    },
    because: 'what {it} hands on can come back to it, each turn costs inference, and nobody watches when to stop',
  },
  {
    id: 'interface-is-known-at-run-time',
    threats: ['MAS-T41'],
    when: {
      relation: {
        kind: ['invokes', 'delegates', 'messages'],
        open: 'along',
        from: anAgent,
        to: { kind: ['agent', 'tool'], tags: ['dynamic', 'a2a'] },
      },
      threatens: 'to',
    },
    because: '{from} learns only at run time what {to} takes and gives, and the two can read one message differently',
  },
  {
    id: 'ends-are-deployed-apart',
    threats: ['MAS-T41'],
    when: {
      relation: {
        kind: ['invokes', 'delegates'],
        open: 'along',
        crossesZone: true,
        from: anAgent,
        to: { kind: ['agent', 'tool'], withoutTags: ['dynamic', 'a2a'] },
      },
      threatens: 'to',
    },
    because: '{from} and {to} are in different zones and change apart: one can send what the other reads differently',
  },
  {
    id: 'clients-share-one-server',
    threats: ['MAS-T42'],
    when: { component: { ...changesData, has: [{ direction: 'in', kind: ['invokes'], atLeast: 2 }] } },
    because: 'several agents call {it} and it keeps what they do: one sees or changes what is of another',
  },
  {
    id: 'tool-can-change-after-approval',
    threats: ['BV-2'],
    when: {
      relation: {
        kind: ['invokes'],
        open: 'against',
        from: anAgent,
        to: { kind: ['tool'], anyOf: [{ tags: ['unpinned', 'dynamic'] }, { has: [followsRegistry] }] },
      },
      threatens: 'to',
    },
    because: '{from} trusts how {to} describes itself, and no version or address of it is fixed',
  },
  {
    id: 'name-in-a-public-registry',
    threats: ['BV-3'],
    when: {
      relation: {
        kind: ['registers'],
        signed: false,
        open: 'against',
        trust: 0.5,
        from: { kind: ['tool', 'framework'], withoutTags: ['pinned'] },
        to: { kind: ['registry'], exposed: true },
      },
      threatens: 'from',
    },
    because: '{from} is taken by its name from {to}, where anybody can publish one that looks like it',
  },
  {
    id: 'reply-can-ask-for-the-prompt',
    threats: ['BV-4'],
    when: {
      way: [
        bringsOutsideContent,
        {
          over: [calledBy],
          to: {
            ...anAgent,
            anyOf: [
              { has: [hasTools(sends)] },
              { has: [{ direction: 'in', kind: ['messages'], other: { exposed: true } }] },
            ],
          },
        },
      ],
      threatens: 'end',
    },
    because: '{start} brings text of strangers to {end}, which can answer with its own prompt and has a way to send it',
  },
  {
    id: 'one-memory-for-all-users',
    threats: ['BV-5'],
    when: {
      relation: {
        kind: ['writes'],
        open: 'along',
        from: { ...anAgent, has: [asksIt] },
        to: { kind: ['memory'], has: [{ direction: 'in', kind: ['reads'], open: 'against' }] },
      },
      threatens: 'to',
    },
    because: '{from} works for whoever asks and keeps {to} for them all: what one said can come up with another',
  },
];
