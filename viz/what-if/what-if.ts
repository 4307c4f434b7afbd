import type { Details, Results } from '../../src/measure/results.ts';
import type { Edit } from './edit.ts';
import type { Answer } from './engine-api.ts';

/** Changes of which the page shows the consequences, and what it showed without them. */
export type WhatIf = {
  readonly edits: readonly Edit[];
  readonly before: { readonly results: Results; readonly details: Details };
  readonly difference: Answer['difference'];
  /** Ids, in the run, of the scenarios that show the changes; others are as the run left them. */
  readonly scenarios: readonly string[];
};
