import type { Component } from '../../graph/ecosystem.ts';
import type { ComponentKind } from '../../graph/kinds.ts';

export type ElementShape = 'process' | 'store' | 'actor';

const ACTORS: readonly ComponentKind[] = ['human', 'external'];
const STORES: readonly ComponentKind[] = [
  'memory',
  'data-store',
  'secret-store',
  'log-store',
  'registry',
  'credential',
];

/** How a data flow diagram draws a component. */
export const shapeOf = ({ kind }: Component): ElementShape =>
  ACTORS.includes(kind) ? 'actor' : STORES.includes(kind) ? 'store' : 'process';
