import { known } from '../../src/graph/belief.ts';
import {
  type ComponentDraft,
  defaultRelationId,
  type GuardDraft,
  type RelationDraft,
} from '../../src/graph/build-ecosystem.ts';
import type { Component, Ecosystem, Effectiveness, Relation } from '../../src/graph/ecosystem.ts';
import { byCodeUnits } from '../../src/graph/ids.ts';
import type { Edit } from './edit.ts';

/** Each part of an ecosystem as a draft, before and after the edits. */
export type EditedDrafts = {
  readonly components: readonly { readonly of: Component; readonly after: ComponentDraft }[];
  /** `after` is null where the relation is gone. */
  readonly relations: readonly {
    readonly of: Relation;
    readonly before: RelationDraft;
    readonly after: RelationDraft | null;
  }[];
};

export function editedDrafts({ components, relations }: Ecosystem, edits: readonly Edit[]): EditedDrafts {
  const gone = new Set(edits.flatMap((edit) => (edit.kind === 'without' ? [edit.relation] : [])));
  return {
    components: components.map((of) => ({ of, after: changedComponent(of, edits, gone) })),
    relations: relations.map((of) => {
      const before = relationDraft(of);
      return { of, before, after: gone.has(of.id) ? null : changedRelation(before, of.id, edits) };
    }),
  };
}

/** Ids that follow from the ends are left out: a change may give parallel relations another order. */
function relationDraft(relation: Relation): RelationDraft {
  const { id, from, to, kind, ordinal, trust, rate, signed, tags, link, provenance } = relation;
  return {
    from,
    to,
    kind,
    id: id === defaultRelationId(from, kind, to, ordinal) ? undefined : id,
    trust,
    rate,
    signed,
    tags,
    link,
    provenance,
    detection: relation.kind === 'monitors' ? relation.detection : undefined,
    role: relation.kind === 'authenticates' ? relation.role : undefined,
    max: relation.kind === 'spawns' ? relation.max : undefined,
    effectiveness: relation.kind === 'guards' ? relation.effectiveness : undefined,
  };
}

function changedComponent(component: Component, edits: readonly Edit[], gone: ReadonlySet<string>): ComponentDraft {
  const { id } = component;
  const hardening = edits.findLast((edit) => edit.kind === 'hardening' && edit.component === id);
  const exposed = edits.findLast((edit) => edit.kind === 'exposed' && edit.component === id);
  // A control cannot be on a relation that is not there.
  const guards = component.guards.filter(({ on }) => !('relation' in on) || !gone.has(on.relation));
  return {
    ...component,
    ...(hardening?.kind === 'hardening' && { hardening: known(hardening.value) }),
    ...(exposed?.kind === 'exposed' && { exposed: exposed.isExposed }),
    guards: changedGuards(guards, stopsOf(id, edits)),
  };
}

/** In the order in which a file's would stand. */
const changedGuards = (guards: readonly GuardDraft[], stops: number | undefined): readonly GuardDraft[] =>
  stops === undefined
    ? guards
    : guards
        .map(({ on, effectiveness }) => ({ on, effectiveness: allOf(effectiveness, stops) }))
        .sort((a, b) => byCodeUnits(JSON.stringify(a), JSON.stringify(b)));

function changedRelation(draft: RelationDraft, id: string, edits: readonly Edit[]): RelationDraft {
  const stops = draft.kind === 'guards' ? stopsOf(draft.from, edits) : undefined;
  const detection = edits.findLast((edit) => edit.kind === 'detection' && edit.monitor === draft.from);
  const trusts = edits.flatMap((edit) =>
    edit.kind === 'trust' && edit.relation === id ? [[edit.direction, known(edit.value)]] : [],
  );
  return {
    ...draft,
    trust: { ...draft.trust, ...Object.fromEntries(trusts) },
    ...(draft.kind === 'monitors' && detection?.kind === 'detection' && { detection: known(detection.value) }),
    ...(stops !== undefined && { effectiveness: allOf(draft.effectiveness ?? known(0), stops) }),
  };
}

/** What a control stops after the edits; undefined if none is about it. One that is off stops nothing, whatever it could. */
function stopsOf(control: string, edits: readonly Edit[]): number | undefined {
  const isOff = edits.some((edit) => edit.kind === 'control' && edit.control === control && !edit.isOn);
  const own = edits.findLast((edit) => edit.kind === 'effectiveness' && edit.control === control);
  return isOff ? 0 : own?.kind === 'effectiveness' ? own.value : undefined;
}

/** The same number for each class that it stops: what it is on stays as it is, and so does who can evade it. */
const allOf = (effectiveness: Effectiveness, value: number): Effectiveness =>
  'byClass' in effectiveness
    ? { byClass: Object.fromEntries(Object.keys(effectiveness.byClass).map((threat) => [threat, known(value)])) }
    : known(value);
