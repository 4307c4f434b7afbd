import type { Belief } from '../graph/belief.ts';
import type { SelectorDraft } from '../graph/build-ecosystem.ts';
import type { Provenance } from '../graph/ecosystem.ts';
import { byCodeUnits } from '../graph/ids.ts';
import type { Drafts } from './drafts.ts';

/** Nobody has measured it: people refuse some calls at first and fewer later. */
export const approvalEffectiveness: Belief = { form: 'range', low: 0.3, high: 0.9 };

export type ApprovalDraft = {
  readonly key: string;
  /** Wanted id. */
  readonly id: string;
  readonly name: string;
  /** What waits for the human. */
  readonly on: readonly SelectorDraft[];
  readonly provenance: Provenance;
};

/** A human who is asked before something goes on, as a control on it. @returns its id */
export function addApproval(drafts: Drafts, { key, name, on, provenance, ...wanted }: ApprovalDraft): string {
  const id = drafts.idFor(key, wanted.id);
  // In the order in which a file is read back.
  const sorted = on.toSorted((a, b) => byCodeUnits(JSON.stringify(a), JSON.stringify(b)));
  const guards = sorted.map((selector) => ({ on: selector, effectiveness: approvalEffectiveness }));
  drafts.component({ id, kind: 'control', name, guards, provenance });
  const why = 'how often the user refuses a harmful call is only judged';
  drafts.toFill.push({ component: id, field: 'effectiveness', why });
  return id;
}
