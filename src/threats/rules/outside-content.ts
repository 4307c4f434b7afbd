import type { ComponentTest, NeighbourTest } from '../rule.ts';
import { anAgent, handsWork } from './agents.ts';

/* What strangers wrote, and how far it gets. */

/** Whom the architect does not control. */
export const anOutsider: ComponentTest = { anyOf: [{ exposed: true }, { kind: ['external'] }] };

/** It is told something by outsiders. */
export const hearsOutsiders: NeighbourTest = {
  direction: 'in',
  kind: ['feeds', 'messages'],
  open: 'along',
  other: anOutsider,
};

/** A tool that answers with what strangers wrote. */
export const bringsOutsideContent: ComponentTest = {
  kind: ['tool'],
  anyOf: [
    { tags: ['ingest-untrusted'] },
    { has: [{ direction: 'out', kind: ['accesses'], open: 'against', other: anOutsider }] },
  ],
};

const isFilled = { direction: 'in', kind: ['feeds', 'writes'], open: 'along' } as const;
const outside: ComponentTest = { anyOf: [anOutsider, bringsOutsideContent] };

/** A store that keeps what outsiders gave it, or what such a store passed on. */
export const keepsOutsideContent: ComponentTest = {
  kind: ['store'],
  anyOf: [
    { exposed: true },
    { has: [{ ...isFilled, other: outside }] },
    { has: [{ ...isFilled, other: { kind: ['data'], has: [{ ...isFilled, other: outside }] } }] },
  ],
};

/** What outsiders wrote gets into its context, in one of the ways that there are. */
export const takesOutsideContent: ComponentTest = {
  ...anAgent,
  anyOf: [
    { exposed: true },
    { has: [hearsOutsiders] },
    { has: [{ direction: 'out', kind: ['reads'], open: 'against', other: keepsOutsideContent }] },
    { has: [{ direction: 'out', kind: ['invokes'], open: 'against', other: bringsOutsideContent }] },
  ],
};

/** The same, or it works for an agent of which that is so. */
export const isSwayedFromOutside: ComponentTest = {
  ...anAgent,
  anyOf: [
    takesOutsideContent,
    { has: [{ direction: 'in', kind: handsWork, open: 'along', other: takesOutsideContent }] },
  ],
};

/** Agents and tools as far as which content from outside gets. */
export const isReachable: ComponentTest = {
  kind: ['agent', 'tool'],
  anyOf: [
    takesOutsideContent,
    bringsOutsideContent,
    { kind: ['tool'], has: [{ direction: 'in', kind: ['invokes'], open: 'along', other: takesOutsideContent }] },
  ],
};

/** What it gives was written outside, or is what it was told there. */
export const givesOutsideContent: ComponentTest = { anyOf: [outside, keepsOutsideContent, { has: [hearsOutsiders] }] };
