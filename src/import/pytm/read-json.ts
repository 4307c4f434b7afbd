import { describePlace } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
import { find, type Located, listOf, textOf } from '../located.ts';
import { findingsOf } from './findings.ts';
import type { PytmData, PytmFlow, PytmModel, PytmPart } from './model.ts';

/** What `--json` writes, and what pytm reads as JSON: names stand for what they name. */
export function readPytmJson(root: Located, drafts: Drafts): PytmModel {
  const boundaries = named(listOf(find(root, 'boundaries')), 'boundary', drafts);
  const boundaryKeys = keysByName(boundaries);
  const elements = named(elementsIn(root), 'element', drafts).map((part) => within(part, boundaryKeys));
  const keys = keysByName(elements);
  const flows = named(listOf(find(root, 'flows')), 'flow', drafts, true).flatMap((part) => flowOf(part, keys, drafts));
  return {
    title: textOf(find(root, 'name')),
    boundaries: boundaries.map((part) => within(part, boundaryKeys)),
    elements,
    flows,
    data: listOf(find(root, 'data')).map((fields) => dataOf(fields, keys)),
    ...findingsOf(root, [...elements, ...flows], drafts),
  };
}

/** In what `--json` writes, actors and assets are among the elements again; all have names of their own. */
function elementsIn(root: Located): readonly Located[] {
  const all = listOf(find(root, 'elements'));
  const names = new Set(all.map((one) => textOf(find(one, 'name'))));
  const others = ['actors', 'assets']
    .flatMap((key) => listOf(find(root, key)))
    .filter((one) => !names.has(textOf(find(one, 'name'))));
  return [...all, ...others].filter((one) => !NO_ELEMENTS.has(textOf(find(one, '__class__')) ?? ''));
}

const NO_ELEMENTS: ReadonlySet<string> = new Set(['Boundary', 'Dataflow', 'Data', 'Threat', 'Finding']);

type Bare = Omit<PytmPart, 'boundary'>;

/** @param mayRepeat - names of flows are labels: several may have one */
function named(list: readonly Located[], what: string, drafts: Drafts, mayRepeat = false): readonly Bare[] {
  const seen = new Set<string>();
  return list.flatMap((fields) => {
    const name = textOf(find(fields, 'name'));
    const isTwin = name !== undefined && seen.has(name) && !mayRepeat;
    if (fields.form !== 'map' || name === undefined || isTwin) {
      const why = isTwin ? `another ${what} has this name, and pytm refers to both by it` : 'it has no name';
      drafts.ignored.push({
        what: `${what} ${JSON.stringify((name ?? '').slice(0, 80))}`,
        where: describePlace(fields.at),
        why,
      });
      return [];
    }
    seen.add(name);
    return [
      {
        key: mayRepeat ? fields.pointer : `${what} ${name}`,
        name,
        class: textOf(find(fields, '__class__')) ?? '',
        fields,
      },
    ];
  });
}

const keysByName = (parts: readonly Bare[]): ReadonlyMap<string, string> =>
  new Map(parts.map(({ name, key }) => [name, key]));

const within = (part: Bare, boundaries: ReadonlyMap<string, string>): PytmPart => ({
  ...part,
  boundary: boundaries.get(textOf(find(part.fields, 'inBoundary')) ?? ''),
});

function flowOf(part: Bare, keys: ReadonlyMap<string, string>, drafts: Drafts): readonly PytmFlow[] {
  const [from, to] = [textOf(find(part.fields, 'source')), textOf(find(part.fields, 'sink'))];
  const [source, sink] = [keys.get(from ?? ''), keys.get(to ?? '')];
  if (source !== undefined && sink !== undefined) return [{ ...part, boundary: undefined, source, sink }];
  const missing = source === undefined ? from : to;
  drafts.ignored.push({
    what: `flow ${JSON.stringify(part.name.slice(0, 80))}`,
    where: describePlace(part.fields.at),
    why:
      missing === undefined
        ? 'it has no source or no sink'
        : `no element is called ${JSON.stringify(missing.slice(0, 80))}`,
  });
  return [];
}

const dataOf = (fields: Located, keys: ReadonlyMap<string, string>): PytmData => ({
  fields,
  processedBy: listOf(find(fields, 'processedBy')).flatMap((one) => keys.get(textOf(one) ?? '') ?? []),
});
