import { dotsLabel, dotsView } from '../figures/dots-view.ts';
import { h, type Markup } from '../markup.ts';
import { type Picture, pictureBox } from '../picture.ts';
import { findings, headline } from '../sentences.ts';
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
  return h(
    'section',
    { id: 'in-short', class: 'short', 'aria-label': 'In short' },
    h(
      'div',
      { class: total.size > 0 ? 'hero' : 'hero alone' },
      h(
        'div',
        {},
        h('p', { class: 'lede' }, headline(view)),
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
      total.size > 0 &&
        h(
          'figure',
          { class: 'worlds', 'aria-label': dotsLabel(total) },
          h('figcaption', {}, h('b', {}, '100 worlds, one dot each'), h('span', {}, 'by components reached')),
          pictureBox('dots', dots, view),
        ),
    ),
    gates(view),
  );
}
