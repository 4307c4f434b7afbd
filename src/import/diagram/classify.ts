import type { ComponentKind, Layer } from '../../graph/kinds.ts';
import type { Element } from './diagram.ts';
import { elementRules } from './element-rules.ts';

/** What an element is taken for, by which rule. */
export type Class = {
  readonly kind: ComponentKind;
  readonly layer?: Layer | undefined;
  readonly says: string;
};

/** The class of an element by the table; undefined for a node of which nothing is known. */
export function classify({ shape, types = [], name }: Pick<Element, 'shape' | 'types' | 'name'>): Class | undefined {
  // What the file says it is comes before what somebody called it.
  const texts = [...types.map(wordsOf), wordsOf(name)].filter((text) => text !== '');
  const whole = texts.join(' | ');
  const rule = elementRules.find(
    ({ shapes, words, unless }) =>
      (shapes === undefined || shapes.includes(shape)) && words.test(whole) && unless?.test(whole) !== true,
  );
  return rule && { kind: rule.kind, layer: rule.layer, says: rule.says };
}

const LONGEST = 500;

/** `WebApp_v2` -> `web app v2`. */
const wordsOf = (text: string): string =>
  text
    .slice(0, LONGEST)
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/[^\p{L}\p{N}|]+/gu, ' ')
    .trim()
    .toLowerCase();
