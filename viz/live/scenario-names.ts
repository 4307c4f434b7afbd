import { variantNames } from '../../src/measure/variant.ts';
import { group, h, type Markup } from '../markup.ts';
import { names } from '../sentences.ts';

type Named = { readonly id: string; readonly entry: readonly string[] };

/** What tells each scenario from the others: where it starts, and of its variants what not all share. */
export function scenarioName(scenario: Named, all: readonly Named[]): Markup {
  const variant = variantOf(scenario, all);
  return group(entryOf(scenario), variant !== '' && h('span', { class: 'variant' }, ', ', h('bdi', {}, variant)));
}

/** In words, without markup: for labels. */
export function scenarioWords(scenario: Named, all: readonly Named[]): string {
  const variant = variantOf(scenario, all);
  return `${isRandom(scenario) ? 'a random component' : scenario.entry.join(' + ')}${variant && `, ${variant}`}`;
}

export const entryOf = (scenario: Named): Markup =>
  isRandom(scenario) ? group(h('b', {}, 'a random component')) : names(scenario.entry);

const isRandom = ({ id, entry }: Named): boolean => entry.length === 0 || id.split('/')[1] === 'random';

const variantOf = ({ id }: Named, all: readonly Named[]): string => variantNames(all.map((other) => other.id))(id);
