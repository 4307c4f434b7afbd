import type { Element, Flow } from '../diagram/diagram.ts';
import { find, type Located, listOf, textOf } from '../located.ts';
import { weightOf } from './classifications.ts';
import type { Part } from './part.ts';
import type { Refs } from './refs.ts';

/** Data sets that models learn from, as their cards name them; those that stand only there are elements of their own. */
export type Datasets = { readonly flows: readonly Flow[]; readonly elements: readonly Element[] };

export function datasetsOf(models: readonly Part[], refs: Refs): Datasets {
  const flows: Flow[] = [];
  const elements = new Map<string, Element>();
  for (const model of models) {
    for (const spot of listOf(find(model.map, 'modelCard', 'modelParameters', 'datasets'))) {
      const from = keyOf(spot, refs, elements);
      if (from !== undefined && from !== model.key)
        flows.push({ key: spot.pointer, name: 'trains', from, to: model.key, spot });
    }
  }
  return { flows, elements: [...elements.values()] };
}

/** The part that is meant by its reference, or what is described in place. */
function keyOf(spot: Located, refs: Refs, elements: Map<string, Element>): string | undefined {
  const ref = textOf(find(spot, 'ref')) ?? textOf(spot);
  const target = ref === undefined ? undefined : refs.find(ref);
  if (target !== undefined && 'part' in target) return target.part.key;
  const inline = textOf(find(spot, 'name')) ?? textOf(find(spot, 'contents', 'url'));
  const name = target?.elsewhere ?? inline ?? ref;
  if (name === undefined || name.trim() === '') return undefined;
  const key = `data set ${textOf(find(spot, 'bom-ref')) ?? name}`;
  const type = textOf(find(spot, 'type'));
  if (!elements.has(key)) {
    const types = ['data', ...(type === undefined ? [] : [type])];
    elements.set(key, { key, name, shape: 'store', types, value: weightOf(find(spot, 'classification')), spot });
  }
  return key;
}
