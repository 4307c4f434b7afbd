import { type Maturity, maturities } from '../../src/threats/maturities.ts';
import { type Child, group, h, type Markup } from '../markup.ts';

/**
 * What depends on the least maturity that is shown: all versions, of which the style sheet shows one, so that
 * filtering redraws nothing. In files there is only the first.
 */
export function byLeast(tag: 'span' | 'g', version: (least: Maturity) => Child, isInteractive = true): Markup {
  const [any, ...others] = maturities.map((least) => ({ least, markup: group(version(least)) }));
  if (any === undefined) return group();
  if (!isInteractive || others.every(({ markup }) => markup.markup === any.markup.markup)) return any.markup;
  return group([any, ...others].map(({ least, markup }) => h(tag, { class: `at-least ${least}` }, markup)));
}
