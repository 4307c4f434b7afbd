import type { ComponentKind } from '../../src/graph/kinds.ts';
import { MOST_CARDS, MOST_TILES } from '../graph/graph-view.ts';
import { dashes, glyph } from '../graph/marks.ts';
import { type Child, group, h, type Markup } from '../markup.ts';
import { pagePalette } from '../theme.ts';
import type { View } from '../view.ts';

/** What the marks mean: only those that occur. Style sheets hide those of a form that is not shown. */
export function graphLegend(view: View): Markup {
  const { components, details } = view;
  const { relations } = details;
  const isCards = components.length <= MOST_CARDS;
  const isCarpet = components.length > MOST_TILES;
  const certainties = (['declared', 'inferred', 'assumed'] as const).filter((certainty) =>
    relations.some((relation) => relation.certainty === certainty),
  );
  const kinds = [...new Set(components.map(({ kind }) => kind))];
  const ends = endGroups.filter(({ kinds: group }) => relations.some(({ kind }) => group.includes(kind)));
  return h(
    'ul',
    { class: 'legend', 'aria-label': 'Legend' },
    h('li', { class: 'ramp' }, 'never reached', rampStrip, 'always'),
    certainties.map((certainty) =>
      item(
        'of-lines',
        sample(h('path', { d: 'M2 7H40', 'stroke-width': 2, 'stroke-dasharray': dashes(certainty, 2) }), 44),
        certainty,
      ),
    ),
    item(
      'of-lines',
      sample(h('rect', { x: 3, y: 1.5, width: 20, height: 11, rx: 4, 'stroke-width': 2.2 }), 28),
      'entry point',
    ),
    components.some(({ exposed }) => exposed) &&
      !isCards &&
      !isCarpet &&
      item(
        'of-lines',
        sample(
          group(
            h('rect', { x: 3, y: 2, width: 11, height: 11, rx: 3 }),
            h('circle', { cx: 14, cy: 2.6, r: 2.2, fill: 'currentColor', stroke: 'none' }),
          ),
          20,
        ),
        'exposed',
      ),
    item(
      'of-cells',
      sample(group(h('path', { d: 'M6 2.500H25V10' }), h('rect', { x: 2, y: 4.5, width: 19, height: 9, rx: 3 })), 28),
      'several components: mean number reached of all',
    ),
    components.some(({ count }) => count > 1) &&
      isCards &&
      item(
        'of-cards',
        sample(group(h('path', { d: 'M6 2.500H25V10' }), h('rect', { x: 2, y: 4.5, width: 19, height: 9, rx: 3 })), 28),
        '× 8: replicas',
      ),
    relations.some(({ controls }) => controls.length > 0) &&
      item('of-cards', kindGlyph('control'), 'control on a relation'),
    ends.map(({ text, d }) => item('of-cards', sample(group(h('path', { d: 'M2 7H22' }), h('path', { d })), 30), text)),
    !isCarpet && kinds.map((kind) => item('of-lines', kindGlyph(kind), kind)),
  );
}

/**
 * `of-cards`: where relations end at cards; `of-cells`: where cells stand for several components; `of-lines`: not in
 * the matrix.
 */
const item = (where: 'of-cards' | 'of-cells' | 'of-lines', ...children: readonly Child[]): Markup =>
  h('li', { class: where }, children);

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
