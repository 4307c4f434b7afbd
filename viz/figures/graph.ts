import type { ComponentKind } from '../../src/graph/kinds.ts';
import type { DataTable } from '../data-table.ts';
import { graphView } from '../graph/graph-view.ts';
import { inspector } from '../graph/inspector.ts';
import { graphLabel } from '../graph/label.ts';
import { dashes, glyph } from '../graph/marks.ts';
import { group, h, type Markup } from '../markup.ts';
import { fixed, percent } from '../numbers.ts';
import { name } from '../sentences.ts';
import { pagePalette } from '../theme.ts';
import { nameOf, type View } from '../view.ts';
import { sparkline } from './curve-view.ts';
import type { Figure } from './figure.ts';

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
  lede: () =>
    'Warm means reached. A line is as wide as the share of worlds in which it carried the spread; arrowheads point the way compromise travels.',
  body: (view, place) =>
    group(
      h(
        'div',
        { class: 'with-inspector' },
        h('div', {}, place(), scrubber(view)),
        h(
          'aside',
          { class: 'inspector', 'aria-live': 'polite', 'aria-label': 'Selected component' },
          inspector(view, firstInspected(view)),
        ),
      ),
      view.kept === null && notDrawn(view),
      legend(view),
      keys(),
    ),
  table: {
    summary: 'The relations as a table',
    rows: arcsTable,
    isFor: ({ kept }) => (kept?.arcs.length ?? 0) > 0,
  },
};

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
export const replayable = ({ kept }: View): { readonly label: string; readonly world: number }[] =>
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
    ),
  );
}

const playIcon = h(
  'svg',
  { width: 14, height: 14, viewBox: '0 0 14 14', 'aria-hidden': 'true' },
  h('path', { class: 'go', d: 'M3 1L13 7L3 13z' }),
  h('path', { class: 'stop', d: 'M2 1H5.500V13H2zM8.500 1H12V13H8.500z' }),
);

/* What the marks mean, below the picture: only those that occur */

function legend(view: View): Markup {
  const { relations } = view.details;
  const isCards = view.components.length <= 30;
  const certainties = (['declared', 'inferred', 'assumed'] as const).filter((certainty) =>
    relations.some((relation) => relation.certainty === certainty),
  );
  const kinds = [...new Set(view.components.map(({ kind }) => kind))];
  const ends = endGroups.filter(({ kinds: group }) => relations.some(({ kind }) => group.includes(kind)));
  return h(
    'ul',
    { class: 'legend', 'aria-label': 'Legend' },
    h('li', { class: 'ramp' }, 'never reached', rampStrip, 'always'),
    certainties.map((certainty) =>
      h(
        'li',
        {},
        sample(h('path', { d: 'M2 7H40', 'stroke-width': 2, 'stroke-dasharray': dashes(certainty, 2) }), 44),
        certainty,
      ),
    ),
    h(
      'li',
      {},
      sample(h('rect', { x: 3, y: 1.5, width: 20, height: 11, rx: 4, 'stroke-width': 2.2 }), 28),
      'entry point',
    ),
    relations.some(({ controls }) => controls.length > 0) &&
      isCards &&
      h('li', {}, kindGlyph('control'), 'control on a relation'),
    isCards &&
      ends.map(({ text, d }) => h('li', {}, sample(group(h('path', { d: 'M2 7H22' }), h('path', { d })), 30), text)),
    view.components.length <= 300 && kinds.map((kind) => h('li', {}, kindGlyph(kind), kind)),
  );
}

const endGroups = [
  {
    text: 'reads, writes, trains',
    kinds: ['reads', 'writes', 'trains'],
    d: 'M22 7a3.500 3.500 0 1 0 7 0a3.500 3.500 0 1 0 -7 0',
  },
  { text: 'invokes, infers, accesses', kinds: ['invokes', 'infers', 'accesses'], d: 'M22 3.800h6.400v6.400h-6.400z' },
  {
    text: 'runs-on, registers, authenticates',
    kinds: ['runs-on', 'registers', 'authenticates'],
    d: 'M22 2V12M26 2V12',
  },
  { text: 'monitors, guards, supervises', kinds: ['monitors', 'guards', 'supervises'], d: 'M22 1V13' },
];

const rampStrip = h(
  'svg',
  { width: 187, height: 12, 'aria-hidden': 'true' },
  pagePalette.reach.map((fill, i) => h('rect', { x: i * 17, width: 17, height: 12, fill })),
);

const sample = (content: Markup, width: number): Markup =>
  h(
    'svg',
    {
      width,
      height: 14,
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': 1.4,
      'stroke-linecap': 'round',
      'aria-hidden': 'true',
    },
    content,
  );

const kindGlyph = (kind: ComponentKind): Markup =>
  h('svg', { width: 20, height: 20, viewBox: '-10 -10 20 20', 'aria-hidden': 'true' }, glyph(kind, 'currentColor'));

const keys = (): Markup =>
  h(
    'p',
    { class: 'note keys' },
    (
      [
        ['/', 'find'],
        ['arrows', 'move between cards'],
        ['Enter', 'pin'],
        ['Esc', 'free'],
        ['space', 'play'],
        ['[ ]', 'rounds'],
        ['t', 'theme'],
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
