import type { BlastRadius } from '../../src/measure/results.ts';
import { dotsLabel, dotsView } from '../figures/dots-view.ts';
import { h, type Markup } from '../markup.ts';
import { type Picture, pictureBox } from '../picture.ts';
import { doubtSentence, findings, headline, WORST_CASE } from '../sentences.ts';
import type { View } from '../view.ts';
import { gates } from './gates.ts';

/** A hundred worlds, one dot each. */
export const dots: Picture = {
  usualWidth: 530,
  draw: ({ scenario }, { width, palette }) => dotsView(scenario.blastRadius.total, { width, palette }),
};

/** The first screen and the whole review: a sentence, three findings, a hundred worlds, the gates. */
export function inShort(view: View): Markup {
  const { total } = view.scenario.blastRadius;
  const sure = doubtSentence(view);
  const hasWorlds = total.size > 0 && view.scenario.model !== WORST_CASE;
  return h(
    'section',
    { id: 'in-short', class: 'short', 'aria-label': 'In short' },
    h(
      'div',
      { class: hasWorlds ? 'hero' : 'hero alone' },
      h(
        'div',
        {},
        h('p', { class: 'lede' }, headline(view)),
        sure !== null && h('p', { class: 'doubt' }, sure),
        h(
          'dl',
          { class: 'findings' },
          findings(view).map(({ key, answer, detail }) =>
            h(
              'div',
              {},
              h('dt', {}, key),
              h('dd', {}, h('span', { class: 'answer' }, answer), h('span', { class: 'detail' }, detail)),
            ),
          ),
        ),
      ),
      hasWorlds &&
        h(
          'figure',
          { class: 'worlds', 'aria-label': dotsLabel(total) },
          h('figcaption', {}, h('b', {}, '100 worlds, one dot each'), h('span', {}, 'by components reached')),
          pictureBox('dots', dots, view),
          total.mean > 0 && h('p', { class: 'note' }, dotsKey(total)),
        ),
    ),
    gates(view),
  );
}

const dotsKey = ({ belief95, ci95: [low, high] }: BlastRadius): string =>
  low === high
    ? 'Below the axis: the mean.'
    : belief95 === null
      ? 'Below the axis: the mean with its simulation error.'
      : 'Below the axis: the mean, in ink its simulation error, in outline what not knowing the probabilities leaves open.';
