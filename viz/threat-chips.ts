import type { ThreatCard } from '../src/measure/threat-details.ts';
import { type Maturity, maturities } from '../src/threats/maturities.ts';
import { strideWords } from '../src/threats/stride-words.ts';
import { h, type Markup } from './markup.ts';

/** How well attested: the word, and one to three ticks. */
export const maturityChip = (maturity: Maturity): Markup => {
  const ticks = maturities.indexOf(maturity) + 1;
  return h(
    'span',
    { class: `chip maturity ${maturity}` },
    h(
      'svg',
      { width: 11, height: 9, viewBox: '0 0 11 9', 'aria-hidden': 'true' },
      maturities.map((_, i) =>
        h('rect', { x: i * 4, y: 6 - 3 * i, width: 3, height: 3 + 3 * i, class: i < ticks ? 'on' : 'off' }),
      ),
    ),
    maturity,
  );
};

/** STRIDE's letters as they are known, and in words for whoever does not know them. */
export const strideChips = ({ stride }: Pick<ThreatCard, 'stride'>): Markup[] =>
  stride.map((letter) =>
    h(
      'span',
      { class: 'chip letter', title: strideWords[letter] },
      h('span', { 'aria-hidden': 'true' }, letter),
      h('span', { class: 'unseen' }, `STRIDE ${strideWords[letter]}`),
    ),
  );

export const chip = (text: string): Markup => h('span', { class: 'chip' }, h('bdi', {}, text));
