import { describePlace, type Place } from '../base/errors.ts';
import type { Belief, Prior, Trials } from '../graph/belief.ts';
import { defaultDetection, defaultRate, defaultRelationId, defaultValueThousandths } from '../graph/build-ecosystem.ts';
import type { Component, Ecosystem, Effectiveness, Guard, Provenance, Relation, Selector } from '../graph/ecosystem.ts';
import { byCodeUnits } from '../graph/ids.ts';
import { defaultLayer, layerNames, layers } from '../graph/kinds.ts';
import { yamlKey, yamlText } from './yaml-scalar.ts';

/**
 * An ecosystem as a file that `run` reads back as the same ecosystem, provenance included: components by
 * layer, then relations and controls. The same ecosystem always gives the same bytes.
 * Judged beliefs and the lengths of places have no form in a file: the first become their ranges.
 */
export function writeEcosystem(ecosystem: Ecosystem, options: WriteOptions = {}): string {
  const { name, description, components, relations } = withoutOwnPlaces(ecosystem, options.own);
  const { notes = new Map<string, readonly string[]>() } = options;
  const shorthand = modelShorthands({ name, components, relations });
  const isControl = (component: Component): boolean => component.kind === 'control' && canBeControl(component);
  const written = relations.filter((relation) => shorthand.get(relation.from) !== relation);
  const guards = components.filter((component) => !isControl(component)).flatMap(guardRelations);
  return [
    ...(options.head ?? [SCHEMA_LINE]),
    ...(options.comment === undefined ? [] : commentLines(options.comment)),
    'version: 1',
    `name: ${yamlText(name)}`,
    ...(description === undefined ? [] : [`description: ${yamlText(description)}`]),
    '',
    ...componentLines(
      components.filter((component) => !isControl(component)),
      shorthand,
      notes,
    ),
    ...titled('relations:', [
      ...written.flatMap((relation) => [...noteLines(notes, relation.id), ...listItem(relationFields(relation))]),
      ...guards.flatMap(listItem),
    ]),
    ...titled(
      'controls:',
      components.filter(isControl).flatMap((control) => [...noteLines(notes, control.id), ...controlLines(control)]),
    ),
    '',
  ].join('\n');
}

export type WriteOptions = {
  /** On top, one line per line of the text. */
  readonly comment?: string;
  /** Whole lines instead of the first, which names the schema. */
  readonly head?: readonly string[];
  /** Comments by the id of the component or relation that they stand above. */
  readonly notes?: ReadonlyMap<string, readonly string[]>;
  /** What stands in this file says so by standing there: it needs no place. */
  readonly own?: string;
};

const SCHEMA_LINE = '# yaml-language-server: $schema=./blastradius.schema.json';

const noteLines = (notes: NonNullable<WriteOptions['notes']>, id: string): string[] =>
  (notes.get(id) ?? []).flatMap(commentLines).map((line) => `  ${line}`);

/** A place without a file is not written. */
function withoutOwnPlaces(ecosystem: Ecosystem, own: string | undefined): Ecosystem {
  if (own === undefined) return ecosystem;
  const without = <T extends { readonly provenance: Provenance }>(part: T): T =>
    part.provenance.at.file === own ? { ...part, provenance: { ...part.provenance, at: NOWHERE } } : part;
  return { ...ecosystem, components: ecosystem.components.map(without), relations: ecosystem.relations.map(without) };
}

const NOWHERE: Place = { file: '' };

/** A field and its value, which is YAML already. */
type Field = readonly [key: string, value: string];
type Fields = readonly Field[];

const commentLines = (comment: string): string[] =>
  comment.split(/\r\n|[\n\r\u0085\u2028\u2029]/).map((line) => `# ${line.replace(/\p{Cc}|\ufeff/gu, ' ')}`.trimEnd());

const titled = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', title, ...lines]);

function componentLines(
  components: readonly Component[],
  shorthand: Shorthands,
  notes: NonNullable<WriteOptions['notes']>,
): string[] {
  if (components.length === 0) return ['components: {}'];
  const groups = layers.flatMap((layer) => {
    const own = components.filter((component) => component.layer === layer);
    if (own.length === 0) return [];
    return [
      `  # Layer ${layer}: ${layerNames[layer]}`,
      ...own.flatMap((one) => [...noteLines(notes, one.id), ...componentLine(one, shorthand.get(one.id))]),
    ];
  });
  return ['components:', ...groups];
}

const componentLine = (component: Component, infers: Relation | undefined): string[] =>
  mapEntry(component.id, [
    ['kind', component.kind],
    ...(infers === undefined ? [] : [['model', yamlText(infers.to)] as const]),
    ...commonFields(component),
  ]);

/** A control with one effectiveness, and nothing that only components can say. */
const canBeControl = ({ guards, tier }: Component): boolean =>
  tier === null && new Set(guards.map(({ effectiveness }) => effectivenessText(effectiveness))).size <= 1;

function controlLines(control: Component): string[] {
  const [first] = control.guards;
  const on = control.guards.map((guard) => selectorText(guard.on));
  return mapEntry(control.id, [
    ...(first === undefined
      ? []
      : [
          ['on', on.length === 1 ? String(on[0]) : `[${on.join(', ')}]`] as const,
          ['effectiveness', effectivenessText(first.effectiveness)] as const,
        ]),
    ...commonFields(control),
  ]);
}

const mapEntry = (id: string, fields: Fields): string[] => [
  `  ${yamlKey(id)}${fields.length === 0 ? ' {}' : ''}`,
  ...fields.map(([key, value]) => `    ${key}: ${value}`),
];

/** What a control that is no `controls:` entry guards. */
const guardRelations = ({ id, guards }: Component): Fields[] =>
  guards.map(({ on, effectiveness }: Guard) => [
    ['from', yamlText(id)],
    ['kind', 'guards'],
    ['on', selectorText(on)],
    ['effectiveness', effectivenessText(effectiveness)],
  ]);

const listItem = (fields: Fields): string[] =>
  fields.map(([key, value], index) => `  ${index === 0 ? '-' : ' '} ${key}: ${value}`);

/** Fields without a value, or with the value they have anyway, are left out. */
const given = (fields: readonly (readonly [key: string, value: string | null])[]): Fields =>
  fields.filter((field): field is Field => field[1] !== null);

const unless = <T>(value: T, usual: T, text: (value: T) => string): string | null =>
  value === usual ? null : text(value);
const unlessBelief = (belief: Belief, usual: number): string | null =>
  belief.form === 'number' && belief.value === usual ? null : beliefText(belief);
const listText = (texts: readonly string[]): string | null =>
  texts.length === 0 ? null : `[${texts.map(yamlText).join(', ')}]`;

const commonFields = (component: Component): Fields =>
  given([
    ['name', unless(component.name, component.id as string, yamlText)],
    ['layer', unless(component.layer, defaultLayer[component.kind], String)],
    ['value', unless(component.valueThousandths, defaultValueThousandths, (value) => numberText(value / 1000))],
    ['exposed', unless(component.exposed, false, String)],
    ['hardening', unlessBelief(component.hardening, 0)],
    ['latency', unless(component.latencyRounds, 0, String)],
    ['count', unless(component.count, 1, String)],
    ['zone', component.zone === null ? null : yamlText(component.zone)],
    ['tier', component.tier],
    ['tags', listText(component.tags)],
    ['defence', component.defence],
    ['costs', costsText(component)],
    ['source', sourceField(component.provenance)],
  ]);

/** All of them where there are any: a known defence has some of its own. */
const costsText = ({ defence, costs }: Component): string | null =>
  defence === null && Object.values(costs).every((cost) => cost === 0)
    ? null
    : flowMap(Object.entries(costs).map(([name, cost]) => [name, numberText(cost)]));

const relationFields = (relation: Relation): Fields =>
  given([
    ['from', yamlText(relation.from)],
    ['kind', relation.kind],
    ['to', yamlText(relation.to)],
    ['id', hasDefaultId(relation) ? null : yamlText(relation.id)],
    ['role', relation.kind === 'authenticates' ? relation.role : null],
    ['trust', trustText(relation)],
    [
      'rate',
      defaultRate.form === 'number' ? unlessBelief(relation.rate, defaultRate.value) : beliefText(relation.rate),
    ],
    ['detection', relation.kind === 'monitors' ? detectionText(relation.detection) : null],
    ['max', relation.kind === 'spawns' ? unless(relation.max, 0, String) : null],
    ['effectiveness', relation.kind === 'guards' ? effectivenessText(relation.effectiveness) : null],
    ['signed', unless(relation.signed, false, String)],
    ['link', unless(relation.link, 'all', String)],
    ['tags', listText(relation.tags)],
    ['source', sourceField(relation.provenance)],
  ]);

/** What a component says, without where that stands: the same text, the same component. */
export const componentText = (component: Component): string =>
  textOf([
    ['kind', component.kind],
    ...commonFields(component).filter(([key]) => key !== 'source'),
    ...component.guards
      .map(({ on, effectiveness }) => [`on ${selectorText(on)}`, effectivenessText(effectiveness)] as const)
      .sort(([a], [b]) => byCodeUnits(a, b)),
    ...certaintyOf(component.provenance),
  ]);

/** What a relation says, without where that stands. */
export const relationText = (relation: Relation): string =>
  textOf([
    ...relationFields(relation).filter(([key]) => key !== 'source' && key !== 'from' && key !== 'to' && key !== 'id'),
    ...certaintyOf(relation.provenance),
  ]);

const textOf = (fields: Fields): string => fields.map(([key, value]) => `${key}: ${value}`).join(', ');

const certaintyOf = ({ certainty, rule }: Provenance): Fields =>
  given([
    ['certainty', certainty],
    ['rule', rule === undefined ? null : yamlText(rule)],
  ]);

const hasDefaultId = ({ id, from, kind, to, ordinal }: Relation): boolean =>
  id === defaultRelationId(from, kind, to, ordinal);

const detectionText = (detection: Belief): string | null =>
  defaultDetection.form === 'number' ? unlessBelief(detection, defaultDetection.value) : beliefText(detection);

function trustText({ trust: { along, against } }: Relation): string | null {
  const [ahead, back] = [beliefText(along), beliefText(against)];
  if (ahead === back) return unlessBelief(along, 1);
  const parts = given([
    ['along', unlessBelief(along, 1)],
    ['against', unlessBelief(against, 1)],
  ]);
  return flowMap(parts);
}

const flowMap = (fields: Fields): string => `{ ${fields.map(([key, value]) => `${key}: ${value}`).join(', ')} }`;

/** A belief as YAML; a judged one as its range. */
export function beliefText(belief: Belief): string {
  switch (belief.form) {
    case 'number':
      return numberText(belief.value);
    case 'trials':
      return trialsText(belief);
    case 'range':
    case 'judged':
      return `[${numberText(belief.low)}, ${numberText(belief.high)}]`;
  }
}

const trialsText = ({ successes, trials, prior, evidence = [] }: Trials): string =>
  flowMap(
    given([
      ['successes', String(successes)],
      ['trials', String(trials)],
      ['prior', prior === undefined ? null : priorText(prior)],
      ['evidence', listText(evidence)],
    ]),
  );

const priorText = ({ mean, weight }: Prior): string =>
  flowMap([
    ['mean', numberText(mean)],
    ['weight', numberText(weight)],
  ]);

/** YAML 1.1 readers take 1e-7 for a text, but 1.0e-7 for a number. */
const numberText = (value: number): string => String(value).replace(/^(-?\d+)e/, '$1.0e');

function effectivenessText(effectiveness: Effectiveness): string {
  if (!('byClass' in effectiveness)) return beliefText(effectiveness);
  return flowMap(Object.entries(effectiveness.byClass).map(([threat, belief]) => [threat, beliefText(belief)]));
}

const SELECTOR_KEYS = ['component', 'relation', 'kind', 'from', 'to', 'direction', 'threats'] as const;

function selectorText(selector: Selector): string {
  const values: Readonly<Record<string, string | readonly string[] | undefined>> = selector;
  return flowMap(
    SELECTOR_KEYS.flatMap((key): Field[] => {
      const value = values[key];
      if (value === undefined) return [];
      return [[key, typeof value === 'string' ? yamlText(value) : `[${value.join(', ')}]`]];
    }),
  );
}

/** What stands in the file itself is declared unless it says otherwise. */
const sourceField = (provenance: Provenance): string | null =>
  provenance.at === NOWHERE && provenance.certainty === 'declared' ? null : sourceText(provenance);

const sourceText = ({ certainty, at, pointer, rule }: Provenance): string =>
  flowMap(
    given([
      ['certainty', certainty],
      ['at', at === NOWHERE ? null : placeText(at)],
      ['pointer', pointer === undefined ? null : yamlText(pointer)],
      ['rule', rule === undefined ? null : yamlText(rule)],
    ]),
  );

/** `file:line:column`; apart where the name of the file itself ends like that, or a place is unusual. */
function placeText(at: Place): string {
  const { file, line, column } = at;
  const isShort =
    !/:\d*$|[\n\r]/u.test(file) && !(line === undefined && column !== undefined) && fits(line) && fits(column);
  if (isShort) return yamlText(describePlace(at));
  return flowMap(
    given([
      ['file', yamlText(file)],
      ['line', line === undefined ? null : String(line)],
      ['column', column === undefined ? null : String(column)],
    ]),
  );
}

const fits = (position = 1): boolean => position <= 999_999_999;

type Shorthands = ReadonlyMap<string, Relation>;

/** `infers` relations that `model: ID` says whole: nothing of their own, known from where their agent is. */
function modelShorthands({ components, relations }: Ecosystem): Shorthands {
  const sources = new Map(
    components
      .filter(({ kind }) => kind !== 'control')
      .map(({ id, provenance }) => [id as string, sourceText(provenance)]),
  );
  const plain = relations.filter(
    (relation) =>
      relation.kind === 'infers' &&
      relation.ordinal === 0 &&
      relation.link === 'all' &&
      relation.tags.length === 0 &&
      relationFields(relation).every(([key]) => PLAIN_FIELDS.has(key)) &&
      sources.get(relation.from) === sourceText(relation.provenance),
  );
  // The first of several by id, whatever the order of the relations.
  const sorted = plain.sort((a, b) => byCodeUnits(b.to, a.to));
  return new Map(sorted.map((relation) => [relation.from, relation]));
}

const PLAIN_FIELDS: ReadonlySet<string> = new Set(['from', 'kind', 'to', 'source']);
