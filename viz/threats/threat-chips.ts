import type { ThreatCard } from '../../src/measure/threat-details.ts';
import { type Maturity, maturities } from '../../src/threats/maturities.ts';
import { strideWords } from '../../src/threats/stride-words.ts';
import { h, type Markup } from '../markup.ts';

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

/** What other collections call it; of STRIDE the words are spoken, and shown where a pointer rests. */
export const idChips = ({ stride, owasp, atlas }: ThreatCard): (Markup | false)[] => [
  stride.length > 0 &&
    h(
      'span',
      { class: 'chip', title: stride.map((letter) => strideWords[letter]).join(', ') },
      h('small', {}, 'STRIDE'),
      h('b', { 'aria-hidden': 'true' }, stride.join(' ')),
      h('span', { class: 'unseen' }, stride.map((letter) => strideWords[letter]).join(', ')),
    ),
  owasp.length > 0 && idChip('OWASP', owasp),
  atlas.length > 0 && idChip('ATLAS', atlas),
];

const idChip = (collection: string, ids: readonly string[]): Markup =>
  h(
    'span',
    { class: 'chip ids' },
    h('small', {}, collection),
    ids.map((id) => h('bdi', {}, id)),
  );
