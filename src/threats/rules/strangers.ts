import type { ComponentTest, NeighbourTest } from '../rule.ts';
import { fetches } from './tool-powers.ts';

/* Who may be hostile, and what they say to whom. */

/** Agents, not the software of drawings, which is a framework of another layer. */
export const agent: ComponentTest = { kind: ['agent'], layer: [3, 7] };

const callers = ['caller', 'client', 'customer', 'sender', 'user', 'visitor'];

/** They come when they like, with words of their own: people, other agents, and what is called so; pages only wait to be fetched. */
export const askers: ComponentTest = {
  exposed: true,
  anyOf: [
    { kind: ['human', 'agent'] },
    {
      kind: ['external'],
      named: [
        ...callers,
        ...callers.map((one) => `${one}s`),
        'whoever',
        'anonymous',
        'hook',
        'webhook',
        'mail',
        'email',
      ],
      lacks: [{ direction: 'in', kind: ['accesses'] }],
    },
  ],
};
export const asksIt: NeighbourTest = { direction: 'in', kind: ['feeds', 'messages'], open: 'along', other: askers };

/** It takes in what an exposed party says. */
export const hearsStrangers: NeighbourTest = {
  direction: 'in',
  kind: ['feeds', 'messages'],
  open: 'along',
  other: { exposed: true },
};

/** An agent that strangers reach directly, or through one other agent. */
export const reachedByStrangers: ComponentTest = {
  ...agent,
  anyOf: [
    { has: [hearsStrangers] },
    {
      has: [
        {
          direction: 'in',
          kind: ['delegates', 'messages', 'spawns'],
          open: 'along',
          other: { ...agent, has: [hearsStrangers] },
        },
      ],
    },
  ],
};

/** An agent that works for whoever asks, directly or for one other agent. */
export const worksForAskers: ComponentTest = {
  ...agent,
  anyOf: [
    { has: [asksIt] },
    {
      has: [
        {
          direction: 'in',
          kind: ['delegates', 'messages', 'spawns'],
          open: 'along',
          other: { ...agent, has: [asksIt] },
        },
      ],
    },
  ],
};

const isFilled = { direction: 'in', kind: ['feeds', 'writes'], open: 'along' } as const;
const outside: ComponentTest = { anyOf: [{ exposed: true }, { kind: ['external'] }, fetches] };

/** A store in which strangers can put something, directly or through another store. */
export const holdsForeignContent: ComponentTest = {
  kind: ['data', 'log-store'],
  anyOf: [
    { exposed: true },
    { has: [{ ...isFilled, other: outside }] },
    { has: [{ ...isFilled, other: { kind: ['data'], has: [{ ...isFilled, other: outside }] } }] },
  ],
};

/** What it gives was written by strangers, or what it was told. */
export const bringsForeignContent: ComponentTest = {
  anyOf: [outside, holdsForeignContent, { has: [hearsStrangers] }],
};
