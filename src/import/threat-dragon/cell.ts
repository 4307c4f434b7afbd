import { find, type Located, type LocatedMap, numberOf, textOf } from '../located.ts';
import { ownName } from '../shown-name.ts';

/** What a cell of a diagram draws. */
export type CellForm = 'process' | 'store' | 'actor' | 'flow' | 'box' | 'curve' | 'text' | 'unknown';

/** A cell as all versions have it. */
export type Cell = {
  /** Unique in the file. */
  readonly key: string;
  readonly form: CellForm;
  /** As the file calls the form: `process`, `tm.Process`. */
  readonly formName: string;
  /** On one line; empty if nobody named it. */
  readonly name: string;
  /** Where flags, threats and descriptions stand: the cell itself in version 1, its `data` in version 2. */
  readonly facts: LocatedMap;
  readonly cell: LocatedMap;
};

const forms: Readonly<Record<string, CellForm>> = {
  process: 'process',
  'tm.process': 'process',
  agent: 'process',
  'tm.agent': 'process',
  'agent-tool': 'process',
  'tm.tool': 'process',
  store: 'store',
  'tm.store': 'store',
  actor: 'actor',
  'tm.actor': 'actor',
  flow: 'flow',
  'tm.flow': 'flow',
  edge: 'flow',
  'trust-boundary-box': 'box',
  'tm.boundarybox': 'box',
  'trust-boundary-curve': 'curve',
  'trust-broundary-curve': 'curve', // as releases 2.0 spelt it
  'tm.boundary': 'curve',
  path: 'curve',
  'td-text-block': 'text',
  'tm.text': 'text',
};

/** What a name of a form stands for; undefined for one that Threat Dragon does not have. */
export const formOf = (name: string | undefined): CellForm | undefined => {
  const known = (name ?? '').toLowerCase();
  return Object.hasOwn(forms, known) ? forms[known] : undefined;
};

/** @param key - unique in the file */
export function readCell(cell: LocatedMap, key: string): Cell {
  const data = find(cell, 'data');
  const facts = data?.form === 'map' ? data : cell;
  const names = [textOf(find(cell, 'shape')), textOf(find(facts, 'type')), textOf(find(cell, 'type'))];
  const formName = names.find((name) => formOf(name) !== undefined);
  return {
    key,
    form: formOf(formName) ?? 'unknown',
    formName: formName ?? names.find((name) => name !== undefined) ?? '',
    name: nameOf(cell, facts),
    facts,
    cell,
  };
}

/** Where versions keep what is written on a cell. */
const NAMES: readonly (readonly string[])[] = [
  ['attrs', 'text', 'text'],
  ['attrs', 'label', 'text'],
  ['attrs', 'headerText', 'text'],
  ['label'],
  ['labels', '0', 'attrs', 'labelText', 'text'],
  ['labels', '0', 'attrs', 'label', 'text'],
  ['labels', '0', 'attrs', 'text', 'text'],
];

function nameOf(cell: Located, facts: Located): string {
  const texts = [textOf(find(facts, 'name')), ...NAMES.map((path) => textOf(at(cell, path)))];
  return texts.map(ownName).find((name) => name !== undefined) ?? '';
}

/** The value behind keys of objects and numbers of list items. */
const at = (root: Located, path: readonly string[]): Located | undefined =>
  path.reduce<Located | undefined>(
    (here, key) => (here?.form === 'list' ? here.items[Number(key)] : find(here, key)),
    root,
  );

/** The id of a cell, or of the cell at an end of a flow: a text, or a number as one. */
export function idOf(located: Located | undefined): string | undefined {
  const text = textOf(located) ?? numberOf(located)?.toString();
  return text === '' ? undefined : text;
}
