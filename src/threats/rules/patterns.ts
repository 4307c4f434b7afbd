import type { ComponentTest, Rule, StepTest } from '../rule.ts';
import { anAgent } from './agents.ts';
import { keepsOutsideContent } from './outside-content.ts';
import { preciousStore } from './sensitive-data.ts';
import { anAcceptor, calledBy, calls, holds, opens, passesWork, readBy } from './steps.ts';

const spreads: readonly StepTest[] = [
  { kind: 'delegates', direction: 'along' },
  { kind: 'delegates', direction: 'against' },
  { kind: 'messages', direction: 'along' },
  { kind: 'spawns', direction: 'along' },
];
const stores: readonly StepTest[] = [
  { kind: 'writes', direction: 'along' },
  { kind: 'accesses', direction: 'along' },
];
const asks: StepTest = { kind: 'messages', direction: 'along' };

/** Somebody with no right of his own to what the way ends at. */
const aUser: ComponentTest = {
  kind: ['human'],
  lacks: [{ direction: 'out', kind: ['authenticates'], role: 'holds' }],
};
const watches: ComponentTest = { kind: ['monitor', 'control'] };

/** The seven cross-layer patterns, as ways. */
export const patternRules: readonly Rule[] = [
  {
    id: 'invention-becomes-fact-becomes-action',
    threats: ['P1'],
    when: {
      way: [
        { kind: ['model'], layer: [1] },
        { over: [{ kind: 'infers', direction: 'against' }], to: anAgent },
        {
          over: [{ kind: 'writes', direction: 'along' }],
          to: {
            kind: ['data'],
            layer: [2],
            has: [
              {
                direction: 'in',
                kind: ['reads'],
                open: 'against',
                other: {
                  ...anAgent,
                  has: [{ direction: 'out', kind: ['invokes', 'delegates', 'spawns'], open: 'along' }],
                },
              },
            ],
          },
        },
      ],
      threatens: 'end',
    },
    because: 'what {start} makes up is written to {end} as a fact, and an agent that acts reads it there',
  },
  {
    id: 'framework-to-machine-to-compliance',
    threats: ['P2'],
    when: {
      way: [
        { layer: [3], kind: ['agent', 'tool'] },
        {
          over: [
            { kind: 'runs-on', direction: 'along' },
            { kind: 'accesses', direction: 'along' },
            { kind: 'invokes', direction: 'along' },
          ],
          to: { layer: [4] },
        },
        { over: [holds, { kind: 'runs-on', direction: 'against' }], to: { layer: [6] } },
      ],
      threatens: 'end',
    },
    because:
      'a flaw in {start} gives the machine or server below it, and with that {end}, which decides who may do what',
  },
  {
    id: 'poisoned-knowledge-spreads',
    threats: ['P3'],
    when: {
      way: [
        { ...keepsOutsideContent, layer: [2] },
        { over: [readBy], to: anAgent },
        { over: spreads, to: anAgent },
      ],
      threatens: 'start',
    },
    because: 'outsiders write some of {start}, an agent decides by it, and what it decides goes on to {end}',
  },
  {
    id: 'poisoned-knowledge-spreads-through-a-tool',
    threats: ['P3'],
    when: {
      way: [
        { ...keepsOutsideContent, layer: [2] },
        { over: [readBy, { kind: 'accesses', direction: 'against' }], to: { kind: ['tool'] } },
        {
          over: [calledBy],
          to: {
            ...anAgent,
            lacks: [{ direction: 'out', kind: ['reads'], open: 'against', other: keepsOutsideContent }],
          },
        },
        { over: spreads, to: anAgent },
      ],
      threatens: 'start',
    },
    because: 'outsiders write some of {start}, a tool brings it to an agent, and what that decides goes on to {end}',
  },
  {
    id: 'monitor-goes-by-what-agents-write',
    threats: ['P4'],
    when: {
      way: [
        {
          anyOf: [
            anAgent,
            { kind: ['tool'], has: [{ direction: 'in', kind: ['invokes'], open: 'along', other: anAgent }] },
          ],
        },
        { over: stores, to: { kind: ['data', 'log-store'] } },
        { over: [readBy, { kind: 'monitors', direction: 'against' }], to: watches },
      ],
      threatens: 'end',
    },
    because:
      '{start} writes what {end} goes by: whoever takes it stays within the limits by editing them or the record',
  },
  {
    id: 'edited-log-moves-the-limits',
    threats: ['P4'],
    when: {
      way: [
        { kind: ['log-store'] },
        { over: [readBy], to: anAgent },
        { over: [calls], to: { kind: ['tool'] } },
        { over: stores, to: { kind: ['data', 'log-store'] } },
        { over: [readBy], to: watches },
      ],
      threatens: 'start',
    },
    because:
      'an agent that reads {start} back sets, through a tool, what {end} takes for normal: an edit of {start} hides what follows',
  },
  {
    id: 'trust-fails-across-layers',
    threats: ['P5'],
    when: {
      way: [
        {
          kind: ['host', 'model', 'credential', 'framework'],
          has: [{ direction: 'in', kind: ['runs-on', 'infers', 'authenticates'], open: 'against', atLeast: 2 }],
        },
        {
          over: [
            { kind: 'runs-on', direction: 'against', crossesLayer: true },
            { kind: 'infers', direction: 'against', crossesLayer: true },
            { ...opens, crossesLayer: true },
          ],
          to: {},
        },
        {
          over: [
            { kind: 'writes', direction: 'along', crossesLayer: true },
            { kind: 'invokes', direction: 'along', crossesLayer: true },
            { kind: 'accesses', direction: 'along', crossesLayer: true },
            { ...readBy, crossesLayer: true },
          ],
          to: {},
        },
        {
          over: [
            { ...readBy, crossesLayer: true },
            { kind: 'accesses', direction: 'along', crossesLayer: true },
            { kind: 'invokes', direction: 'along', crossesLayer: true },
            { kind: 'delegates', direction: 'along', crossesLayer: true },
          ],
          to: { anyOf: [preciousStore, { value: 5 }, watches] },
        },
      ],
      threatens: 'start',
    },
    because: 'several build on {start}: what falls with it is trusted on, from layer to layer, as far as {end}',
  },
  {
    id: 'agent-uses-its-own-key-for-a-user',
    threats: ['P6'],
    when: {
      way: [
        aUser,
        { over: [asks], to: anAgent },
        { over: [holds], to: { kind: ['credential'] } },
        { over: [opens], to: anAcceptor },
      ],
      threatens: 'end',
    },
    because: '{start} has no right to {end}, and asks an agent whose own credential opens it',
  },
  {
    id: 'tool-uses-its-own-key-for-a-user',
    threats: ['P6'],
    when: {
      way: [
        aUser,
        { over: [asks], to: anAgent },
        { over: [calls], to: { kind: ['tool'] } },
        { over: [holds], to: { kind: ['credential'] } },
        { over: [opens], to: anAcceptor },
      ],
      threatens: 'end',
    },
    because: '{start} has no right to {end}, and asks an agent that calls a tool whose own credential opens it',
  },
  {
    id: 'user-reaches-the-back-end-through-an-agent',
    threats: ['P6'],
    when: {
      way: [
        { ...aUser, exposed: true },
        { over: [asks], to: anAgent },
        { over: passesWork, to: anAgent },
        { over: [calls], to: { kind: ['tool'] } },
        { over: [{ kind: 'accesses', direction: 'along' }], to: preciousStore },
      ],
      threatens: 'end',
    },
    because: '{start} may only talk to an agent, and agents and tools with rights of their own act on {end} for it',
  },
  {
    id: 'reviewer-of-many',
    threats: ['P7'],
    when: {
      way: [
        anAgent,
        {
          over: [{ kind: 'supervises', direction: 'against' }],
          to: { kind: ['human'], has: [{ direction: 'out', kind: ['supervises'], other: anAgent, atLeast: 3 }] },
        },
      ],
      threatens: 'end',
    },
    because: '{end} approves what three agents or more do, {start} among them: who is asked too often agrees',
  },
];
