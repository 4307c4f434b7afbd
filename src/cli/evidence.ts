import type { Basis } from '../measure/results.ts';

/** What one probability rests on. */
export type Evidence = {
  /** `memory-poisoning/reads/against/agent`, `trust of planner>reads>notes#1`, `page-filter`. */
  readonly of: string;
  readonly value: string;
  /** Of numbers in a file that was imported: what the importer assumed. */
  readonly basis: Basis | 'assumed';
  /** Citations, places, what the file says of itself, or why it is judged so. */
  readonly texts: readonly string[];
};
