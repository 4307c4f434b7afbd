import type { DotAttributes } from '../../base/dot-feed.ts';
import type { Attributes } from '../diagram/diagram.ts';
import { textOf } from './label-text.ts';

/** Attributes as texts; the many edges of a statement, and those with nothing but defaults, share theirs. */
export function attributesOf(attributes: DotAttributes): Attributes {
  const known = cache.get(attributes);
  if (known !== undefined) return known;
  const texts = new Map([...attributes].map(([name, value]) => [name, textOf(value)]));
  cache.set(attributes, texts);
  return texts;
}

const cache = new WeakMap<DotAttributes, Attributes>();
