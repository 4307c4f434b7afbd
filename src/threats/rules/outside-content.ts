import type { ComponentTest, NeighbourTest } from '../rule.ts';

/** Agents and what coordinates them; not the plain software that acts on what it gets. */
export const anAgent: ComponentTest = { kind: ['agent'], exceptKind: ['framework'] };

/** Whom the architect does not control. */
export const anOutsider: ComponentTest = { anyOf: [{ exposed: true }, { kind: ['external'] }] };

/** A store that keeps what outsiders gave it, or what such a store passed on. */
export const keepsOutsideContent: ComponentTest = {
  kind: ['store'],
  anyOf: [
    { exposed: true },
    { has: [fromOutside(['feeds', 'writes'])] },
    { has: [{ direction: 'in', kind: ['feeds'], other: { has: [fromOutside(['feeds', 'writes'])] } }] },
    { has: [{ direction: 'in', kind: ['writes'], other: { kind: ['tool'], tags: ['ingest-untrusted'] } }] },
  ],
};

/** A tool that answers with what strangers wrote. */
export const bringsOutsideContent: ComponentTest = {
  kind: ['tool'],
  anyOf: [
    { tags: ['ingest-untrusted'] },
    { has: [{ direction: 'out', kind: ['accesses'], open: 'against', other: anOutsider }] },
  ],
};

/** What outsiders wrote gets into its context, in one of the ways that there are. */
export const takesOutsideContent: ComponentTest = {
  ...anAgent,
  anyOf: [
    { exposed: true },
    { has: [fromOutside(['feeds', 'messages'])] },
    { has: [{ direction: 'out', kind: ['reads'], open: 'against', other: keepsOutsideContent }] },
    { has: [{ direction: 'out', kind: ['invokes'], open: 'against', other: bringsOutsideContent }] },
  ],
};

/** The same, or it works for an agent of which that is so. */
export const isSwayedFromOutside: ComponentTest = {
  ...anAgent,
  anyOf: [
    takesOutsideContent,
    {
      has: [{ direction: 'in', kind: ['delegates', 'messages', 'spawns'], open: 'along', other: takesOutsideContent }],
    },
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

function fromOutside(kind: NonNullable<NeighbourTest['kind']>): NeighbourTest {
  return { direction: 'in', kind, open: 'along', other: anOutsider };
}
