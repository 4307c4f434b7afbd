import { layerNames } from '../../src/graph/kinds.ts';
import { infectionsOf } from '../../src/measure/infections-of.ts';
import type { ArcDetail } from '../../src/measure/results.ts';
import { type DataTable, precise } from '../data-table.ts';
import { type Child, h, type Markup } from '../markup.ts';
import { joined, percent, percentInText } from '../numbers.ts';
import { name } from '../sentences.ts';
import { nameOf, type View } from '../view.ts';
import type { Figure, PlacePicture } from './figure.ts';
import { type Crossing, crossings, flowOf, flowText, flowTotal, peopledLayers, sentBy } from './flow-matrix.ts';
import { flowLabel, flowView } from './flow-view.ts';
import { layersDown } from './layer-heads.ts';

/** Who infected whom: layer by layer, in infections per world. */
export const flow: Figure = {
  name: 'flow',
  link: null,
  title: 'Who infected whom',
  lede: () =>
    'Infections per world, from the row’s layer into the column’s; outlined cells stay inside their layer. Sums are what a layer gave, and what it took in.',
  usualWidth: 382,
  draw: flowView,
  label: flowLabel,
  isFor: (view) => flowTotal(view) > 0,
  needs: 'an ecosystem in which something is reached',
  body: (view, place) => sides(view, place),
  table: { summary: 'The matrix as a table', rows: tableOf },
};

const sides = (view: View, place: PlacePicture): Markup =>
  h(
    'div',
    { class: 'beside' },
    h('figure', { 'aria-label': flowLabel(view) }, place()),
    h('div', {}, h('p', { class: 'finding' }, sentence(view)), largest(view), missing(view)),
  );

/** The way between two layers that most infections take. */
function sentence(view: View): Child {
  const [top] = crossings(view).filter(({ from, to }) => from !== to);
  if (top === undefined) return 'No infection crosses from one layer into another.';
  return [
    'Most cross ',
    h('b', {}, `L${top.from} → L${top.to}`),
    `: ${flowText(top.mean)} infections per world, ${percentInText(top.mean / flowTotal(view))} of all.`,
  ];
}

const MOST_LISTED = 5;

/** The largest ways, and what they mostly take. */
function largest(view: View): Markup | null {
  const listed = crossings(view).slice(0, MOST_LISTED);
  if (view.kept === null) return null;
  return h(
    'ol',
    { class: 'crossings', 'aria-label': 'Largest ways from layer to layer' },
    listed.map((crossing) =>
      h(
        'li',
        {},
        h('span', { class: 'way' }, `L${crossing.from} → L${crossing.to}`),
        h('b', {}, flowText(crossing.mean)),
        h('span', { class: 'by' }, mostly(view, crossing)),
      ),
    ),
  );
}

/** The relation that it mostly takes, or where none stands out the kind of relation, and its share. */
function mostly(view: View, { from, to }: Crossing): Child {
  const layerOf = (id: string): number | undefined => view.components[view.positionOf.get(id) ?? -1]?.layer;
  const arcs = (view.kept?.arcs ?? []).filter((arc) => layerOf(arc.from) === from && layerOf(arc.to) === to);
  const total = arcs.reduce((sum, arc) => sum + infectionsOf(arc), 0);
  if (total <= 0) return null;
  const relationOf = ({ relation }: ArcDetail) => view.details.relations[relation];
  const one = topOf(arcs, ({ relation, direction }) => `${relation} ${direction}`);
  const kind = topOf(arcs, (arc) => `${relationOf(arc)?.kind} ${arc.direction}`);
  const best = one.share >= STANDS_OUT * total ? one : kind;
  const relation = relationOf(best.arc);
  if (relation === undefined) return null;
  return [
    best === one
      ? [name(nameOf(view, relation.from)), ` ${relation.kind} `, name(nameOf(view, relation.to))]
      : relation.kind,
    best.arc.direction === 'against' && ', against it',
    ` ${percent(best.share / total)}`,
  ];
}

/** Below this share of a way a single relation says little about it. */
const STANDS_OUT = 0.2;

/** The arcs that carried most together, of those that have the same key; `arc` is any of them. */
function topOf(arcs: readonly ArcDetail[], keyOf: (arc: ArcDetail) => string): { arc: ArcDetail; share: number } {
  const sums = new Map<string, { arc: ArcDetail; share: number }>();
  for (const arc of arcs) {
    const key = keyOf(arc);
    sums.set(key, { arc, share: (sums.get(key)?.share ?? 0) + infectionsOf(arc) });
  }
  return [...sums.values()].reduce((best, sum) => (sum.share > best.share ? sum : best));
}

function missing(view: View): Markup | false {
  const peopled = peopledLayers(view);
  const absent = layersDown.filter((layer) => !peopled.has(layer)).map((layer) => `L${layer} ${layerNames[layer]}`);
  return absent.length > 0 && h('p', { class: 'note' }, `No component: ${joined(absent)}.`);
}

function tableOf(view: View): DataTable {
  return {
    caption: 'Infections per world, from row into column',
    columns: [
      { title: 'from' },
      ...[...layersDown.map((layer) => `into L${layer}`), 'all'].map((title) => ({ title, isNumber: true })),
    ],
    rows: layersDown.map((from) => [
      `L${from} ${layerNames[from]}`,
      ...layersDown.map((to) => precise(flowOf(view, from, to))),
      precise(sentBy(view, from)),
    ]),
  };
}
