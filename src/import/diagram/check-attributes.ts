import { didYouMeanSentence } from '../../base/did-you-mean.ts';
import { InvalidInputError, type Problem } from '../../base/errors.ts';
import { layerOf } from '../element-map.ts';
import type { ImportSettings } from '../settings.ts';
import type { Element } from './diagram.ts';

/**
 * Attributes that were named after `--kind-attr` and `--layer-attr` must be there.
 * @returns warnings about values that are no layers
 * @throws {InvalidInputError} if no node has an attribute of that name
 */
export function checkAttributes(
  elements: readonly Element[],
  { kindAttribute, layerAttribute }: ImportSettings,
): readonly Problem[] {
  const named = [kindAttribute, layerAttribute].filter((name) => name !== undefined);
  const problems = named.flatMap((name) => missing(elements, name));
  if (problems.length > 0) throw new InvalidInputError(problems);
  return layerAttribute === undefined ? [] : noLayers(elements, layerAttribute);
}

function missing(elements: readonly Element[], name: string): readonly Problem[] {
  const known = new Set(elements.flatMap(({ attributes }) => [...(attributes?.keys() ?? [])]));
  const [first] = elements;
  if (first === undefined || [...known].some((one) => one.toLowerCase() === name.toLowerCase())) return [];
  const there = [...known].slice(0, MOST_NAMED).join(', ');
  const fix =
    didYouMeanSentence(name, [...known]).trimStart() || (there === '' ? 'Use --map.' : `There are: ${there}.`);
  const expected = 'an attribute that nodes have';
  return [{ at: first.spot.at, expected, found: `${JSON.stringify(name)}, which none has`, fix }];
}

const MOST_NAMED = 10;

function noLayers(elements: readonly Element[], name: string): readonly Problem[] {
  const wrong = elements.filter(({ attributes }) => {
    const value = attributes?.get(name);
    return value !== undefined && layerOf(value) === undefined;
  });
  const [first] = wrong;
  if (first === undefined) return [];
  const values = [...new Set(wrong.map(({ attributes }) => JSON.stringify(attributes?.get(name)?.slice(0, 40))))];
  const found = `${values.slice(0, MOST_SHOWN).join(', ')}${values.length > MOST_SHOWN ? ' and others' : ''}`;
  const fix = 'These nodes keep the layer of their kind.';
  return [{ at: first.spot.at, expected: `a MAESTRO layer, 1 to 7 or its name, as ${name}`, found, fix }];
}

const MOST_SHOWN = 3;
