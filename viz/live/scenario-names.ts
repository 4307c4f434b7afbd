import { decodeId } from '../../src/graph/ids.ts';
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

function variantOf(scenario: Named, all: readonly Named[]): string {
  const shared = (part: string): boolean => all.every((other) => otherParts(other).includes(part));
  return otherParts(scenario)
    .filter((part) => !shared(part))
    .map(readable)
    .join(', ');
}

const otherParts = ({ id }: Named): string[] => id.split('/').toSpliced(1, 1);

const CONTROL_OFF = 'control-off:';
const readable = (part: string): string =>
  part.startsWith(CONTROL_OFF) ? `without ${decodeId(part.slice(CONTROL_OFF.length)) ?? part}` : part;
