import type { ComponentTest, Rule } from '../rule.ts';
import { anAgent } from './agents.ts';
import { asksIt } from './askers.ts';
import { anOutsider, isReachable, isSwayedFromOutside, takesOutsideContent } from './outside-content.ts';
import { preciousStore, sensitiveTags } from './sensitive-data.ts';
import { anAcceptor, calledBy, calls, holds, opens, passesWork, reachedBy, readBy } from './steps.ts';
import { executes, hasEffects, wayOut } from './tool-powers.ts';

/** What must not come out of another layer. */
const keepsSecrets: ComponentTest = {
  anyOf: [preciousStore, { kind: ['model'], anyOf: [{ value: 5 }, { tags: sensitiveTags }] }],
};

const aCredential: ComponentTest = { kind: ['credential'] };
/** Threats that MAESTRO calls cross-layer. */
export const crossLayerRules: readonly Rule[] = [
  // X-T1: what is below corrupts what builds on it
  {
    id: 'package-carries-into-agents',
    threats: ['X-T1'],
    when: {
      way: [
        { kind: ['registry'], exposed: true },
        { over: [{ kind: 'registers', direction: 'against', trust: 0.5 }], to: { layer: [1, 2, 3, 4] } },
        {
          over: [
            { kind: 'invokes', direction: 'against', crossesLayer: true },
            { kind: 'infers', direction: 'against', crossesLayer: true },
            { kind: 'runs-on', direction: 'against', crossesLayer: true },
          ],
          to: {},
        },
      ],
      threatens: 'end',
    },
    because: 'strangers can publish in {start}, what it hands out runs below {end}, and {end} builds on that',
  },
  {
    id: 'training-data-carries-into-agents',
    threats: ['X-T1'],
    when: {
      way: [
        {
          kind: ['data', 'model'],
          anyOf: [{ exposed: true }, { has: [{ direction: 'in', kind: ['feeds'], open: 'along', other: anOutsider }] }],
        },
        { over: [{ kind: 'trains', direction: 'along' }], to: { kind: ['model'] } },
        { over: [{ kind: 'infers', direction: 'against' }], to: { kind: ['agent'] } },
      ],
      threatens: 'end',
    },
    because: 'outsiders have a hand in {start}, a model is trained with it, and {end} answers from that model',
  },
  // X-T2: from one layer into another over what they share
  {
    id: 'host-is-shared',
    threats: ['X-T2'],
    when: {
      relation: {
        kind: ['runs-on'],
        open: 'along',
        crossesLayer: true,
        from: isReachable,
        to: { kind: ['host'], has: [{ direction: 'in', kind: ['runs-on'], open: 'against', atLeast: 2 }] },
      },
      threatens: 'to',
    },
    because:
      'content from outside gets as far as {from}, and whoever breaks out of it to {to} has what else runs there',
  },
  {
    id: 'key-opens-another-layer',
    threats: ['X-T2'],
    when: {
      way: [
        isReachable,
        { over: [holds], to: aCredential },
        { over: [{ ...opens, crossesLayer: true }], to: anAcceptor },
      ],
      threatens: 'end',
      apart: true,
    },
    because:
      'content from outside gets as far as {start}, which has nothing to do with {end} but holds a credential that opens it',
  },
  {
    id: 'machine-gives-its-keys-away',
    threats: ['X-T2'],
    when: {
      way: [
        takesOutsideContent,
        {
          over: [
            { kind: 'runs-on', direction: 'along' },
            { kind: 'accesses', direction: 'along' },
          ],
          to: { kind: ['host'] },
        },
        { over: [holds], to: aCredential },
        { over: [{ ...opens, crossesLayer: true }], to: anAcceptor },
      ],
      threatens: 'end',
      apart: true,
    },
    because:
      'content from outside gets into {start}, and the machine that it runs on keeps a credential that opens {end}',
  },
  // X-T3: rights of one layer override another
  {
    id: 'agent-acts-on-its-machine',
    threats: ['X-T3'],
    when: {
      way: [
        isSwayedFromOutside,
        { over: [calls], to: executes },
        {
          over: [
            { kind: 'accesses', direction: 'along' },
            { kind: 'runs-on', direction: 'along' },
          ],
          to: { kind: ['host'] },
        },
      ],
      threatens: 'end',
    },
    because:
      'content from outside reaches {start}, and a tool that it calls acts on {end} with the rights of that machine',
  },
  {
    id: 'agent-moves-what-a-monitor-goes-by',
    threats: ['X-T3'],
    when: {
      way: [
        isSwayedFromOutside,
        { over: [calls], to: { kind: ['tool'] } },
        {
          over: [
            { kind: 'writes', direction: 'along' },
            { kind: 'accesses', direction: 'along' },
          ],
          to: { kind: ['store'] },
        },
        { over: [readBy], to: { kind: ['monitor', 'control'] } },
      ],
      threatens: 'end',
    },
    because: 'content from outside reaches {start}, whose tool writes the settings that {end} goes by',
  },
  {
    id: 'work-is-passed-to-who-has-the-key',
    threats: ['X-T3'],
    when: {
      way: [
        { ...takesOutsideContent, lacks: [{ direction: 'out', kind: ['authenticates'], role: 'holds' }] },
        {
          over: [
            { kind: 'delegates', direction: 'along', controlled: false, controlledGoing: 'along' },
            { kind: 'messages', direction: 'along', controlled: false, controlledGoing: 'along' },
          ],
          to: anAgent,
        },
        { over: [holds], to: { ...aCredential, has: [{ direction: 'in', kind: ['authenticates'], role: 'accepts' }] } },
      ],
      threatens: 'end',
    },
    because:
      '{start} has no right of its own to {end}, takes content from outside, and has an agent work for it that holds {end}',
  },
  // X-T4: what one layer keeps comes out of another
  {
    id: 'agent-reads-secrets-and-sends',
    threats: ['X-T4'],
    when: {
      way: [keepsSecrets, { over: [readBy], to: anAgent }, { over: [calls], to: wayOut }],
      threatens: 'start',
    },
    because: 'an agent has {start} in its context and calls {end}, which can send out',
  },
  {
    id: 'index-hands-secrets-to-who-sends',
    threats: ['X-T4'],
    when: {
      way: [
        keepsSecrets,
        { over: [{ kind: 'feeds', direction: 'along' }], to: { kind: ['data'] } },
        { over: [readBy], to: anAgent },
        { over: [calls], to: wayOut },
      ],
      threatens: 'start',
    },
    because: '{start} is copied into what an agent reads, and that agent calls {end}, which can send out',
  },
  {
    id: 'tool-reads-secrets-another-sends',
    threats: ['X-T4'],
    when: {
      way: [
        keepsSecrets,
        { over: [reachedBy], to: { kind: ['tool'] } },
        { over: [calledBy], to: anAgent },
        { over: [calls], to: wayOut },
      ],
      threatens: 'start',
    },
    because: 'one tool brings {start} into the context of an agent, and the agent calls {end}, which can send out',
  },
  {
    id: 'one-tool-reads-secrets-and-sends',
    threats: ['X-T4'],
    when: {
      way: [keepsSecrets, { over: [reachedBy], to: wayOut }, { over: [calledBy], to: isSwayedFromOutside }],
      threatens: 'start',
    },
    because:
      'the tool that brings {start} to {end} can also send out, and content from outside can tell {end} what to send',
  },
  {
    id: 'colleagues-read-secrets-and-send',
    threats: ['X-T4'],
    when: {
      way: [
        keepsSecrets,
        { over: [readBy], to: anAgent },
        { over: [{ kind: 'delegates', direction: 'against' }], to: anAgent },
        {
          over: [{ kind: 'delegates', direction: 'along' }],
          to: { ...anAgent, has: [{ direction: 'out', kind: ['invokes'], open: 'along', other: wayOut }] },
        },
      ],
      threatens: 'start',
    },
    because:
      'an agent reports what {start} holds to the one that it works for, and that one gives work to {end}, whose tools can send out',
  },
  {
    id: 'shared-store-answers-with-secrets',
    threats: ['X-T4'],
    when: {
      way: [
        keepsSecrets,
        { over: [reachedBy], to: { kind: ['tool'] } },
        { over: [calledBy], to: anAgent },
        { over: [{ kind: 'writes', direction: 'along' }], to: { kind: ['data'] } },
        { over: [readBy], to: { ...anAgent, has: [asksIt] } },
      ],
      threatens: 'start',
    },
    because: 'an agent that gets at {start} keeps what it finds in a store from which {end} answers whoever asks',
  },
  {
    id: 'one-tool-reads-private-data-another-sends',
    threats: ['X-T4'],
    when: {
      component: {
        kind: ['tool'],
        tags: ['read-private'],
        withoutTags: ['egress'],
        has: [
          {
            direction: 'in',
            kind: ['invokes'],
            open: 'against',
            other: {
              anyOf: [isSwayedFromOutside],
              has: [{ direction: 'out', kind: ['invokes'], open: 'along', other: wayOut }],
            },
          },
        ],
      },
    },
    because:
      'an agent that content from outside can sway gets private data from {it} and calls another tool that can send out',
  },
  {
    id: 'a-tool-reads-private-data-and-sends',
    threats: ['X-T4'],
    when: {
      relation: {
        kind: ['invokes'],
        open: 'along',
        from: isSwayedFromOutside,
        to: { ...wayOut, tags: ['read-private'] },
      },
      threatens: 'to',
    },
    because: '{to} both reads private data and can send out, and content from outside can tell {from} to use it so',
  },
  // X-T5: a bent goal is passed on
  {
    id: 'goals-go-down-a-chain',
    threats: ['X-T5'],
    when: {
      way: [anAgent, { over: passesWork, to: anAgent }, { over: passesWork, to: anAgent }],
      threatens: 'end',
    },
    because:
      '{end} pursues what it is told down a chain of delegation from {start}: a goal that is bent there is bent here',
  },
  {
    id: 'bent-goal-gets-tools',
    threats: ['X-T5'],
    when: {
      relation: {
        kind: ['delegates', 'spawns'],
        open: 'along',
        from: takesOutsideContent,
        to: {
          ...anAgent,
          supervised: false,
          has: [{ direction: 'out', kind: ['invokes'], open: 'along', other: hasEffects }],
        },
      },
      threatens: 'to',
    },
    because:
      'content from outside can bend the goal of {from}, and {to} carries that out with tools that have effects and with nobody who supervises it',
  },
  {
    id: 'goals-go-through-what-is-shared',
    threats: ['X-T5'],
    when: {
      way: [
        takesOutsideContent,
        { over: [{ kind: 'writes', direction: 'along' }], to: { kind: ['data'] } },
        {
          over: [readBy],
          to: { ...anAgent, has: [{ direction: 'out', kind: ['invokes', 'delegates', 'spawns'], open: 'along' }] },
        },
      ],
      threatens: 'end',
    },
    because: 'content from outside can bend what {start} writes into a store that {end} plans by',
  },
];
