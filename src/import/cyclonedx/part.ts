import { find, type Located, type LocatedMap, listOf, textOf } from '../located.ts';

/** A component or a service of a bill of materials, wherever it is nested. */
export type Part = {
  /** Its JSON pointer: `bom-ref`s are optional, and some files repeat them. */
  readonly key: string;
  readonly ref: string | undefined;
  readonly name: string;
  /** `machine-learning-model`, `data`, `application` …; services have none. */
  readonly type: string;
  /** What it is listed in. */
  readonly parent: Part | undefined;
  /** What the bill is about: `metadata.component`. */
  readonly isRoot: boolean;
  readonly map: LocatedMap;
  readonly properties: readonly Property[];
};

/** A name and a value; names may repeat. */
export type Property = { readonly name: string; readonly value: string; readonly spot: Located };

export const SERVICE = 'service';

/** Every component and service of a bill: what it is about first, then in the order of the file, outer before inner. */
export function partsOf(root: Located): readonly Part[] {
  const parts: Part[] = [];
  const add = (located: Located, type: string, parent: Part | undefined, isRoot = false): Part | undefined => {
    if (located.form !== 'map') return undefined;
    const part = partOf(located, type, parent, isRoot);
    parts.push(part);
    addInside(located, part, add);
    return part;
  };
  const about = find(root, 'metadata', 'component');
  const subject = about === undefined ? undefined : add(about, typeOf(about), undefined, true);
  addInside(root, subject, add);
  return parts;
}

type Add = (located: Located, type: string, parent: Part | undefined) => Part | undefined;

function addInside(located: Located, parent: Part | undefined, add: Add): void {
  for (const one of listOf(find(located, 'components'))) add(one, typeOf(one), parent);
  // Services within a component, which some tools write, are what it offers: parts of it.
  if (parent !== undefined && parent.type !== SERVICE && parent.map === located && !parent.isRoot) return;
  for (const one of listOf(find(located, 'services'))) add(one, SERVICE, parent);
}

const typeOf = (located: Located): string => textOf(find(located, 'type')) ?? '';

const partOf = (map: LocatedMap, type: string, parent: Part | undefined, isRoot: boolean): Part => ({
  key: map.pointer,
  ref: textOf(find(map, 'bom-ref')),
  name: textOf(find(map, 'name')) ?? '',
  type,
  parent,
  isRoot,
  map,
  properties: propertiesOf(map),
});

/** The `properties` of anything. */
const propertiesOf = (located: Located): readonly Property[] =>
  listOf(find(located, 'properties')).flatMap((spot) => {
    const name = textOf(find(spot, 'name'));
    const value = find(spot, 'value');
    return name === undefined || value?.form !== 'scalar' ? [] : [{ name, value: String(value.value ?? ''), spot }];
  });

export const propertyOf = ({ properties }: Pick<Part, 'properties'>, name: string): string | undefined =>
  properties.find((one) => one.name === name)?.value;
