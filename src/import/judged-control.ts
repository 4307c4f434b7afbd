import type { Belief } from '../graph/belief.ts';
import type { SelectorDraft } from '../graph/build-ecosystem.ts';
import type { Provenance } from '../graph/ecosystem.ts';
import { byCodeUnits } from '../graph/ids.ts';
import type { Drafts } from './drafts.ts';

export type ControlDraft = {
  readonly key: string;
  /** Wanted id. */
  readonly id: string;
  readonly name: string;
  /** What it holds back. */
  readonly on: readonly SelectorDraft[];
  /** Default: as any component. */
  readonly hardening?: Belief;
  readonly provenance: Provenance;
};

/** How much a control stops as long as nobody has measured it, and what to ask for. */
export type Judgement = { readonly effectiveness: Belief; readonly why: string };

/** A control of a judged effectiveness, which is asked for. @returns its id */
export function addJudgedControl(drafts: Drafts, control: ControlDraft, { effectiveness, why }: Judgement): string {
  const { key, name, on, hardening, provenance } = control;
  const id = drafts.idFor(key, control.id);
  // In the order in which a file is read back.
  const sorted = on.toSorted((a, b) => byCodeUnits(JSON.stringify(a), JSON.stringify(b)));
  const guards = sorted.map((selector) => ({ on: selector, effectiveness }));
  drafts.component({ id, kind: 'control', name, guards, hardening, provenance });
  drafts.toFill.push({ component: id, field: 'effectiveness', why });
  return id;
}
