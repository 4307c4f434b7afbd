import type { Certainty, Layer } from '../../graph/kinds.ts';
import { layerOf } from '../element-map.ts';
import type { ImportSettings } from '../settings.ts';
import type { Class } from './classify.ts';
import type { Element } from './diagram.ts';
import { randomLayer } from './random-layer.ts';

/** Attributes of a graph's nodes that usually say what they are, in letters of either case. */
const USUAL = ['kind', 'type', 'category', 'class', 'role'];

/** What a node's attributes say it is: the named attribute, else the usual ones. */
export function typesSaid({ attributes }: Element, { kindAttribute }: ImportSettings): readonly string[] {
  const said = [...(attributes ?? [])];
  const names = kindAttribute === undefined ? USUAL : [kindAttribute.toLowerCase()];
  return names.flatMap((name) => said.flatMap(([own, value]) => (own.toLowerCase() === name ? [value] : [])));
}

export type LayerSaid = { readonly layer: Layer | undefined; readonly rule: string; readonly certainty: Certainty };

/** The layer of a node: by its attribute, drawn at random, or that of its class; and what is to be said of it. */
export function layerSaid(element: Element, { layer, says }: Class, settings: ImportSettings): LayerSaid {
  const { layerAttribute, randomLayers } = settings;
  const given = layerAttribute === undefined ? undefined : layerOf(element.attributes?.get(layerAttribute));
  if (given !== undefined) {
    return {
      layer: given,
      rule: `${says}; its layer is attribute ${JSON.stringify(layerAttribute)}`,
      certainty: 'inferred',
    };
  }
  if (randomLayers === undefined) return { layer, rule: says, certainty: 'inferred' };
  const { seed } = randomLayers;
  const rule = `${says}; its layer was drawn at random with seed ${seed}`;
  return { layer: randomLayer(seed, element.id ?? element.key), rule, certainty: 'assumed' };
}
