import type { Belief } from '../graph/belief.ts';
import type { SelectorDraft } from '../graph/build-ecosystem.ts';
import type { Provenance } from '../graph/ecosystem.ts';
import { byCodeUnits } from '../graph/ids.ts';
import type { Drafts } from './drafts.ts';

/** Nobody has measured it: filters stop known attacks and miss adaptive ones. */
export const guardrailEffectiveness: Belief = { form: 'range', low: 0.3, high: 0.8 };

export type GuardrailDraft = {
  readonly key: string;
  /** Wanted id. */
  readonly id: string;
  readonly name: string;
  /** What is looked at before it goes on. */
  readonly on: readonly SelectorDraft[];
  readonly provenance: Provenance;
};

/** Moderation or a filter, as a control on what passes it. @returns its id */
export function addGuardrail(drafts: Drafts, { key, name, on, provenance, ...wanted }: GuardrailDraft): string {
  const id = drafts.idFor(key, wanted.id);
  // In the order in which a file is read back.
  const sorted = on.toSorted((a, b) => byCodeUnits(JSON.stringify(a), JSON.stringify(b)));
  const guards = sorted.map((selector) => ({ on: selector, effectiveness: guardrailEffectiveness }));
  drafts.component({ id, kind: 'control', name, guards, provenance });
  drafts.toFill.push({ component: id, field: 'effectiveness', why: 'how much it stops is only judged' });
  return id;
}
