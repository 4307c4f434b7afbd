import type { DataTable } from '../data-table.ts';
import { graphView, MOST_CARDS, MOST_TILES } from '../graph/graph-view.ts';
import { inspector } from '../graph/inspector.ts';
import { graphLabel } from '../graph/label.ts';
import { group, h, type Markup } from '../markup.ts';
import { fixed, percent } from '../numbers.ts';
import { name } from '../sentences.ts';
import { pagePalette } from '../theme.ts';
import { nameOf, type View } from '../view.ts';
import { sparkline } from './curve-view.ts';
import type { Figure } from './figure.ts';
import { graphLegend } from './graph-legend.ts';
import { graphTools } from './graph-tools.ts';

/** The trust graph in seven bands, with what each relation carried. */
export const graph: Figure = {
  name: 'graph',
  usualWidth: 848,
  draw: graphView,
  label: graphLabel,
  isFor: ({ components }) => components.length > 0,
  needs: 'an ecosystem',
  link: 'Trust graph',
  title: 'Trust graph',
  lede: ({ components }) => `Warm means reached. ${howToRead(components.length)}`,
  body: (view, place) =>
    group(
      h(
        'div',
        { class: 'with-inspector' },
        h('div', {}, graphTools(view), place(), scrubber(view)),
        h(
          'aside',
          { class: 'inspector', 'aria-live': 'polite', 'aria-label': 'Selected component' },
          inspector(view, firstInspected(view)),
        ),
        h('div', {}, view.kept === null && notDrawn(view), graphLegend(view)),
        keys(),
      ),
    ),
  table: {
    summary: 'The relations as a table',
    rows: arcsTable,
    isFor: ({ kept }) => (kept?.arcs.length ?? 0) > 0,
  },
};

function howToRead(count: number): string {
  if (count <= MOST_CARDS)
    return 'A line is as wide as the share of worlds in which it carried the spread; arrowheads point the way compromise travels.';
  return count <= MOST_TILES
    ? 'Rows are layers, columns groups; a line is drawn from 1 % of worlds on, as wide as the share in which it carried the spread.'
    : 'Rows are layers, columns groups; of the relations those are drawn that carried most. A column opens into its components.';
}

/** Of a large suite not every scenario keeps what moves and what carried it. */
const notDrawn = ({ scenario }: View): Markup =>
  h(
    'p',
    { class: 'note' },
    'Shown is how often each component was reached. A suite this large keeps relations, rounds and single worlds of its worst scenarios only; for those of this one, run it alone: ',
    h('code', {}, '--scenario ', name(scenario.id)),
  );

/** Whom the inspector shows before anything is chosen: who falls most often, else the entry point. */
export function firstInspected({ reach, isEntry }: View): number {
  const others = reach.map((share, i) => (isEntry[i] ? -1 : share));
  const most = Math.max(...others);
  return most > 0 ? others.indexOf(most) : Math.max(0, isEntry.indexOf(true));
}

/* Scrubber */

/** Worlds that can be replayed, by their position among the kept ones. */
const replayable = ({ kept }: View): { readonly label: string; readonly world: number }[] =>
  (['typical', 'median', 'worst 5 %'] as const).flatMap((label) => {
    const world = kept?.worlds.findIndex((candidate) => candidate.label === label) ?? -1;
    return world < 0 ? [] : [{ label: label === 'worst 5 %' ? label : `${label} world`, world }];
  });

function scrubber(view: View): Markup | null {
  if (view.kept === null || view.lastRound < 1 || view.scenario.blastRadius.total.max === 0) return null;
  const last = view.lastRound;
  const choice = (label: string, value: string, isChecked: boolean): Markup =>
    h('label', {}, h('input', { type: 'radio', name: 'world', value, checked: isChecked }), h('span', {}, label));
  return h(
    'div',
    { class: 'scrubber' },
    h('button', { type: 'button', class: 'play', 'data-action': 'play', 'aria-label': 'Play the spread' }, playIcon),
    h(
      'div',
      { class: 'track' },
      sparkline(view, pagePalette),
      h('input', {
        type: 'range',
        id: 'round',
        min: 0,
        max: last,
        value: last,
        step: 1,
        'aria-label': 'Round',
        'aria-valuetext': `round ${last}`,
      }),
    ),
    h('output', { for: 'round' }, 'round ', h('b', {}, String(last))),
    h(
      'fieldset',
      { class: 'choice' },
      h('legend', { class: 'unseen' }, 'Which worlds'),
      choice('expected', 'expected', true),
      replayable(view).map(({ label, world }) => choice(label, String(world), false)),
      view.kept.worlds.some(({ label }) => label === 'sample') &&
        h('button', { type: 'button', class: 'next-world', 'data-action': 'next-world' }, 'next world'),
    ),
  );
}

const playIcon = h(
  'svg',
  { width: 14, height: 14, viewBox: '0 0 14 14', 'aria-hidden': 'true' },
  h('path', { class: 'go', d: 'M3 1L13 7L3 13z' }),
  h('path', { class: 'stop', d: 'M2 1H5.500V13H2zM8.500 1H12V13H8.500z' }),
);

const keys = (): Markup =>
  h(
    'p',
    { class: 'note keys' },
    (
      [
        ['/', 'find'],
        ['arrows', 'to the next card'],
        ['Shift arrows', 'along relations'],
        ['Enter', 'pin'],
        ['e', 'as entry'],
        ['o', 'open its group'],
        ['Esc', 'free'],
        ['space', 'play'],
        ['[ ]', 'rounds'],
        ['?', 'all keys'],
      ] as const
    ).map(([key, what]) => h('span', {}, h('kbd', {}, key), ` ${what}`)),
  );

function arcsTable(view: View): DataTable {
  const number = (title: string): { title: string; isNumber: true } => ({ title, isNumber: true });
  return {
    caption: 'Ways along which compromise can travel',
    columns: [
      { title: 'from' },
      { title: 'to' },
      { title: 'relation' },
      { title: 'threat class' },
      number('probability'),
      number('carried in'),
      { title: 'certainty' },
      { title: 'evidence' },
      { title: 'source' },
    ],
    rows: (view.kept?.arcs ?? [])
      .toSorted((a, b) => b.share - a.share)
      .map((arc) => {
        const relation = view.details.relations[arc.relation];
        return [
          { text: name(nameOf(view, arc.from)) },
          { text: name(nameOf(view, arc.to)) },
          arc.direction === 'against' ? `${relation?.kind ?? ''}, against` : (relation?.kind ?? ''),
          arc.threat,
          { text: fixed(arc.probability, 3), sort: arc.probability },
          { text: percent(arc.share), sort: arc.share },
          relation?.certainty ?? '',
          arc.evidence,
          { text: name(relation?.source ?? '') },
        ];
      }),
  };
}
