import { isAtLeast, type Maturity, maturities } from '../../src/threats/maturities.ts';
import { h, type Markup } from '../markup.ts';
import { thousands } from '../numbers.ts';

/**
 * Buttons that hide what is less well attested, in all of the page. Null where they would not hide anything.
 * @param count - places at which a threat of exactly this maturity applies
 */
export function maturityPills(count: (maturity: Maturity) => number): Markup | null {
  const occur = maturities.filter((maturity) => count(maturity) > 0);
  const useful = maturities.filter(
    (least) =>
      least === 'feasible' ||
      (occur.some((one) => isAtLeast(one, least)) && occur.some((one) => !isAtLeast(one, least))),
  );
  if (useful.length < 2) return null;
  const countFrom = (least: Maturity): number =>
    maturities.filter((one) => isAtLeast(one, least)).reduce((sum, one) => sum + count(one), 0);
  return h(
    'div',
    { class: 'pills', role: 'group', 'aria-label': 'Least maturity' },
    useful.map((least) =>
      h(
        'button',
        {
          type: 'button',
          'data-action': 'maturity',
          'data-maturity': least,
          'aria-pressed': String(least === 'feasible'),
        },
        words[least],
        ' ',
        h('small', {}, thousands(countFrom(least))),
      ),
    ),
  );
}

const words: Readonly<Record<Maturity, string>> = {
  feasible: 'any maturity',
  demonstrated: 'demonstrated or realized',
  realized: 'realized',
};
