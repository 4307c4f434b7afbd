import { describePlace } from '../../src/base/errors.ts';
import type { ChannelOverride } from '../../src/compile/suite.ts';
import { defaultRelationId } from '../../src/graph/build-ecosystem.ts';
import type { Component, Effectiveness, Relation } from '../../src/graph/ecosystem.ts';
import { beliefText } from '../../src/import/write-ecosystem.ts';
import { yamlKey, yamlText } from '../../src/import/yaml-scalar.ts';
import type { RunModel } from '../../src/measure/results.ts';
import type { Edited } from './apply-edits.ts';
import type { Edit } from './edit.ts';
import { type EditedDrafts, editedDrafts } from './edited-drafts.ts';

/**
 * Edits as pieces of an ecosystem file, valid by themselves, each with a comment that says where it goes. The file
 * with these pieces in it is the edited model.
 * @param remarks - comments on top
 */
export function yamlOfEdits(
  model: RunModel,
  edited: Edited,
  edits: readonly Edit[],
  remarks: readonly string[] = [],
): string {
  const { components, relations } = editedDrafts(model.ecosystem, edits);
  const impliedBy = impliedGuards(model, relations);
  const changed = components.map((pair) => componentEntry(pair, impliedBy.get(pair.of.id) ?? []));
  const entries = (isControl: boolean): string[] =>
    changed.flatMap((entry) => (entry.isControl === isControl && entry.fields.length > 0 ? entryLines(entry) : []));
  const implied = new Set([...impliedBy.values()].flat());
  const lines = [
    ...remarks.map(comment),
    ...relations.flatMap((pair) => (pair.after === null ? deletionLines(pair, implied.has(pair), model) : [])),
    ...titled('components:', entries(false)),
    ...titled('controls:', entries(true)),
    ...titled('relations:', [
      ...relations.flatMap((pair) => (implied.has(pair) ? [] : relationLines(pair, model))),
      ...components.flatMap((pair) => (isControlsEntry(pair.of) ? [] : selectorLines(pair))),
    ]),
    ...suiteLines(model, edited),
  ];
  return `${lines.join('\n')}\n`;
}

type Field = readonly [key: string, value: string];
type ComponentPair = EditedDrafts['components'][number];
type RelationPair = EditedDrafts['relations'][number];

const titled = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [title, ...lines];
const comment = (text: string): string => `# ${text.replace(/[\p{Cc}\u2028\u2029\ufeff]/gu, ' ')}`;
const flowMap = (fields: readonly Field[]): string =>
  `{ ${fields.map(([key, value]) => `${key}: ${value}`).join(', ')} }`;

/** The field if it is another than before. */
const ifChanged = <T>(key: string, before: T, after: T, text: (value: NonNullable<T>) => string): Field[] =>
  after === undefined || after === null || JSON.stringify(before) === JSON.stringify(after) ? [] : [[key, text(after)]];

const effectivenessText = (effectiveness: Effectiveness): string =>
  'byClass' in effectiveness
    ? flowMap(Object.entries(effectiveness.byClass).map(([threat, belief]) => [threat, beliefText(belief)]))
    : beliefText(effectiveness);

/* Components and controls */

/** What a control is on besides components stands in its entry under `controls:`, as `import` writes it. */
const isControlsEntry = ({ kind, guards }: Component): boolean => kind === 'control' && guards.length > 0;

/** `guards` relations that an entry under `controls:` says with its `on`, by control. */
function impliedGuards({ ecosystem }: RunModel, relations: readonly RelationPair[]): Map<string, RelationPair[]> {
  const implied = new Map<string, RelationPair[]>();
  const componentOf = new Map(ecosystem.components.map((component) => [component.id, component]));
  for (const pair of relations) {
    const control = componentOf.get(pair.of.from);
    if (pair.of.kind !== 'guards' || control?.kind !== 'control' || !standsWith(pair.of, control)) continue;
    implied.set(control.id, [...(implied.get(control.id) ?? []), pair]);
  }
  return implied;
}

/** It was read where its component stands: the file says both in one entry. */
const standsWith = ({ provenance }: Relation, component: Component): boolean =>
  provenance.at.length !== undefined && JSON.stringify(provenance) === JSON.stringify(component.provenance);

type Entry = ComponentPair & { readonly isControl: boolean; readonly fields: readonly Field[] };

function componentEntry({ of, after }: ComponentPair, implied: readonly RelationPair[]): Entry {
  const isControl = isControlsEntry(of) || implied.length > 0;
  const pairs: readonly (readonly [Effectiveness | undefined, Effectiveness | undefined])[] = [
    ...of.guards.map((guard, i) => [guard.effectiveness, after.guards?.[i]?.effectiveness] as const),
    ...implied.map(({ before, after: now }) => [before.effectiveness, now?.effectiveness] as const),
  ];
  // All of an entry's are one.
  const [before, now] = pairs[0] ?? [];
  return {
    of,
    after,
    isControl,
    fields: [
      ...ifChanged('hardening', of.hardening, after.hardening, beliefText),
      ...ifChanged('exposed', of.exposed, after.exposed, String),
      ...(isControl ? ifChanged('effectiveness', before, now, effectivenessText) : []),
    ],
  };
}

const entryLines = ({ of, fields }: Entry): string[] => [
  `  ${comment(`add to ${of.id}, in place of what is there${standing(of)}`)}`,
  ...`  ${yamlKey(of.id)}`.split('\n').map((line, i) => (i === 0 ? line : `  ${line.trimStart()}`)),
  ...fields.map(([key, value]) => `    ${key}: ${value}`),
];

/** `, desk.yaml:12` */
const standing = ({ provenance: { at, certainty } }: Component | Relation): string =>
  certainty === 'declared' && at.line !== undefined ? `, ${describePlace({ file: at.file, line: at.line })}` : '';

/* Relations */

function relationLines({ of, before, after }: RelationPair, model: RunModel): string[] {
  if (after === null) return [];
  const fields = [
    ...ifChanged('trust', before.trust, after.trust, ({ along, against }) =>
      flowMap([
        ['along', beliefText(along ?? of.trust.along)],
        ['against', beliefText(against ?? of.trust.against)],
      ]),
    ),
    ...ifChanged('detection', before.detection, after.detection, beliefText),
    ...ifChanged('effectiveness', before.effectiveness, after.effectiveness, effectivenessText),
  ];
  if (fields.length === 0) return [];
  return [
    `  ${comment(isShorthand(of, model) ? inPlaceOfModel(of) : `set on this relation${standing(of)}`)}`,
    ...listItem([...relationName(of), ...fields]),
  ];
}

/** What tells it from others. */
const relationName = (relation: Relation): Field[] => {
  const { from, kind, to, id, ordinal } = relation;
  return [
    ['from', yamlText(from)],
    ['kind', kind],
    ['to', yamlText(to)],
    ...(relation.kind === 'authenticates' ? [['role', relation.role] as const] : []),
    ...(id === defaultRelationId(from, kind, to, ordinal) ? [] : [['id', yamlText(id)] as const]),
  ];
};

const listItem = (fields: readonly Field[]): string[] =>
  fields.map(([key, value], i) => `  ${i === 0 ? '-' : ' '} ${key}: ${value}`);

/** `model: ID` of a component, which cannot say anything about the relation that it is. */
const isShorthand = (relation: Relation, { ecosystem }: RunModel): boolean =>
  relation.kind === 'infers' &&
  ecosystem.components.some((component) => component.id === relation.from && standsWith(relation, component));

const inPlaceOfModel = ({ from, to }: Relation): string => `instead of "model: ${to}" of ${from}: delete that`;

/** What a policy engine or an identity provider is on stands in `guards` relations with `on`. */
const selectorLines = ({ of, after }: ComponentPair): string[] =>
  of.guards.flatMap((guard) => {
    const selector = JSON.stringify(guard.on);
    const now = after.guards?.find(({ on }) => JSON.stringify(on) === selector);
    const fields = ifChanged('effectiveness', guard.effectiveness, now?.effectiveness, effectivenessText);
    if (fields.length === 0) return [];
    const on: readonly Field[] = [
      ['from', yamlText(of.id)],
      ['kind', 'guards'],
      ['on', selector],
    ];
    return [`  ${comment('set on this relation')}`, ...listItem([...on, ...fields])];
  });

function deletionLines({ of }: RelationPair, isImplied: boolean, model: RunModel): string[] {
  const what = isShorthand(of, model)
    ? `"model: ${of.to}" of ${of.from}`
    : isImplied
      ? `"component: ${of.to}" from "on" of ${of.from}`
      : `from relations: from ${of.from}, kind ${of.kind}, to ${of.to}`;
  const selectors = model.ecosystem.components.filter(({ guards }) =>
    guards.some(({ on }) => 'relation' in on && on.relation === of.id),
  );
  return [
    comment(`delete ${what}${standing(of)}`),
    ...selectors.map(({ id }) => comment(`delete "relation: ${of.id}" from "on" of ${id}`)),
  ];
}

/* Suite */

function suiteLines({ suite }: RunModel, { suite: after }: Edited): string[] {
  const rows = after.channels.slice(suite.channels.length);
  const { entries } = after;
  const isMoved = JSON.stringify(entries) !== JSON.stringify(suite.entries);
  if (rows.length === 0 && !isMoved) return [];
  return [
    'suite:',
    ...(isMoved && entries.form === 'together'
      ? [`  entries: [${entries.ids.map(yamlText).join(', ')}] # in place of what is there`]
      : []),
    ...(rows.length > 0 ? ['  channels: # add these after what is there', ...rows.map(channelLine)] : []),
  ];
}

const channelLine = ({ threat, kind, direction, into, source, tier, probability }: ChannelOverride): string =>
  `    - ${flowMap([
    ['threat', threat],
    ['kind', kind],
    ['direction', direction],
    ...(into === undefined ? [] : [['into', yamlText(into)] as const]),
    ...(source === undefined ? [] : [['source', source] as const]),
    ...(tier === undefined ? [] : [['tier', tier] as const]),
    ['probability', beliefText(probability)],
  ])}`;
