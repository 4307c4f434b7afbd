import { layers } from '../../src/graph/kinds.ts';
import { type DataTable, precise } from '../data-table.ts';
import { group, h, type Markup } from '../markup.ts';
import { fixed, percent } from '../numbers.ts';
import type { Picture } from '../picture.ts';
import type { View } from '../view.ts';
import { curveLabel, curveView, layerCurve } from './curve-view.ts';
import type { Figure, PlacePicture } from './figure.ts';
import { layerRows } from './layers-view.ts';
import { reachedBy, stillView } from './still-view.ts';

const stillRounds = ['0', '1', '2', '4', '8', 'end'] as const;

/** How many were reached by the end of each round: bands of worlds, single worlds, the mean; by layer; as stills. */
export const curve: Figure = {
  name: 'curve',
  link: 'Spread',
  title: 'Spread over time',
  lede: () =>
    'Half of all worlds lie in the dark band, 80 % in the middle one, 95 % in the light one; thin lines are single worlds, the bars at the right where the worlds end.',
  usualWidth: 560,
  draw: (view, { width, palette }) => curveView(view, { width, palette }),
  label: curveLabel,
  isFor: ({ scenario, lastRound }) => {
    const { size, max } = scenario.blastRadius.total;
    return size > 0 && max > 0 && lastRound >= 1;
  },
  needs: 'a spread over rounds',
  body: (view, place) =>
    group(
      h('div', { class: 'two' }, h('figure', { 'aria-label': curveLabel(view) }, place()), smallCurves(view, place)),
      view.components.length <= 300 && stills(view, place),
    ),
  table: { summary: 'The rounds as numbers', rows: roundsTable },
  parts: {
    ...Object.fromEntries(layers.map((layer) => [`curve-${layer}`, curveOfLayer(layer)])),
    ...Object.fromEntries(stillRounds.map((round) => [`still-${round}`, stillOf(round)])),
  },
};

function curveOfLayer(layer: (typeof layers)[number]): Picture {
  return { usualWidth: 116, draw: (view, { width, palette }) => layerCurve(view, layer, { width, palette }) };
}

function stillOf(round: (typeof stillRounds)[number]): Picture {
  return {
    usualWidth: 172,
    draw: (view, { width, palette }) => stillView(view, { width, palette, round: stillRound(view, round) }),
  };
}

/** Rounds shown as stills, without repeats in short spreads. */
function stillsOf(view: View): { readonly part: string; readonly round: number }[] {
  return stillRounds
    .map((round) => ({ part: `still-${round}`, round: stillRound(view, round) }))
    .filter(({ part, round }) => part === 'still-end' || round < view.lastRound);
}

const stillRound = ({ lastRound }: View, round: (typeof stillRounds)[number]): number =>
  round === 'end' ? lastRound : Math.min(Number(round), lastRound);

function roundsTable(view: View): DataTable {
  const rows = layerRows(view);
  const { total, layers } = view.scenario.curve;
  return {
    caption: 'Mean number reached by the end of each round',
    columns: ['round', 'total', ...rows.map(({ layer }) => `L${layer}`)].map((title) => ({ title, isNumber: true })),
    rows: total.map((mean, round) => [
      round,
      precise(mean),
      ...rows.map(({ layer }) => precise(layers[`${layer}`]?.[round] ?? 0)),
    ]),
  };
}

function smallCurves(view: View, place: PlacePicture): Markup | null {
  const rows = layerRows(view).filter(({ radius }) => radius.size > 0);
  if (rows.length === 0) return null;
  return h(
    'div',
    { class: 'small-curves' },
    rows.map(({ layer, radius }) =>
      h(
        'figure',
        {},
        h(
          'figcaption',
          {},
          h('span', { class: `key layer-${layer}` }),
          `L${layer}`,
          h('b', {}, percent(radius.fraction ?? 0)),
        ),
        place(`curve-${layer}`),
      ),
    ),
    h('p', { class: 'note' }, 'share of the layer’s components, mean; the rule is one half'),
  );
}

function stills(view: View, place: PlacePicture): Markup | null {
  if (view.kept === null) return null;
  return h(
    'div',
    { class: 'stills' },
    stillsOf(view).map(({ part, round }) =>
      h(
        'figure',
        {},
        place(part),
        h('figcaption', {}, h('b', {}, `Round ${round}`), h('span', {}, `${fixed(reachedBy(view, round), 1)} reached`)),
      ),
    ),
  );
}
