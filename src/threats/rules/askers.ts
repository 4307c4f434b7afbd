import type { ComponentTest, NeighbourTest } from '../rule.ts';
import { anAgent, handsWork } from './agents.ts';

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
        ...['whoever', 'anonymous', 'hook', 'webhook', 'mail', 'email'],
      ],
      lacks: [{ direction: 'in', kind: ['accesses'] }],
    },
  ],
};

/** One of them speaks to it. */
export const asksIt: NeighbourTest = { direction: 'in', kind: ['feeds', 'messages'], open: 'along', other: askers };

/** An agent that works for whoever asks, directly or for one other agent. */
export const worksForAskers: ComponentTest = {
  ...anAgent,
  anyOf: [
    { has: [asksIt] },
    { has: [{ direction: 'in', kind: handsWork, open: 'along', other: { ...anAgent, has: [asksIt] } }] },
  ],
};
