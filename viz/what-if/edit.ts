import type { Direction, RelationKind, ThreatClass } from '../../src/graph/kinds.ts';

/** One change to the model of a run. Ids are those of the unchanged model; values are probabilities. */
export type Edit =
  /** Off: its effectiveness is 0, and it stays a component that can be taken. On undoes a scenario with it off. */
  | { readonly kind: 'control'; readonly control: string; readonly isOn: boolean }
  /** Against every class that it stops. */
  | { readonly kind: 'effectiveness'; readonly control: string; readonly value: number }
  | { readonly kind: 'trust'; readonly relation: string; readonly direction: Direction; readonly value: number }
  /** As if nobody had written it. */
  | { readonly kind: 'without'; readonly relation: string }
  | { readonly kind: 'hardening'; readonly component: string; readonly value: number }
  | { readonly kind: 'exposed'; readonly component: string; readonly isExposed: boolean }
  /** Of everything that the monitor watches. */
  | { readonly kind: 'detection'; readonly monitor: string; readonly value: number }
  /** A row of the channel table, for what runs into one component. */
  | {
      readonly kind: 'channel';
      readonly threat: ThreatClass;
      readonly relationKind: RelationKind;
      readonly direction: Direction;
      readonly into: string;
      readonly value: number;
    }
  /** Compromise starts at all of these together. */
  | { readonly kind: 'entry'; readonly components: readonly string[] };

/** What an edit is about: of two edits with the same subject the later one holds. */
export function subjectOf(edit: Edit): string {
  switch (edit.kind) {
    case 'control':
    case 'effectiveness':
      return `${edit.kind} ${edit.control}`;
    case 'trust':
      return `trust ${edit.direction} ${edit.relation}`;
    case 'without':
      return `without ${edit.relation}`;
    case 'hardening':
    case 'exposed':
      return `${edit.kind} ${edit.component}`;
    case 'detection':
      return `detection ${edit.monitor}`;
    case 'channel':
      return `channel ${edit.threat} ${edit.relationKind} ${edit.direction} ${edit.into}`;
    case 'entry':
      return 'entry';
  }
}

/** The edits with one more; it takes the place of an earlier one about the same. */
export function withEdit(edits: readonly Edit[], edit: Edit): readonly Edit[] {
  const subject = subjectOf(edit);
  const position = edits.findIndex((earlier) => subjectOf(earlier) === subject);
  return position < 0 ? [...edits, edit] : edits.with(position, edit);
}

export const withoutSubject = (edits: readonly Edit[], subject: string): readonly Edit[] =>
  edits.filter((edit) => subjectOf(edit) !== subject);
