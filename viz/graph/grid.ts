import { type Layer, layerNames } from '../../src/graph/kinds.ts';
import type { ComponentDetail } from '../../src/measure/results.ts';
import { h, type Markup, path } from '../markup.ts';
import type { PictureOptions } from '../picture.ts';
import { drawing, span, textAt, translate } from '../svg.ts';
import { fitMiddle } from '../text.ts';
import { lineStep, type Palette, reachStep } from '../theme.ts';
import { type View, widest } from '../view.ts';
import { graphLabel, nodeTitle } from './label.ts';
import { type GridLayout, type GridSizes, layOutGrid } from './layout-grid.ts';
import { dashes, glyph } from './marks.ts';
import { type Look, looksAt } from './moment.ts';

/** Above thirty components: rows are layers, columns groups, components tiles with glyphs. */
export function gridGraph(view: View, options: PictureOptions): Markup {
  const { width, palette, moment, isInteractive } = options;
  const sizes = sizesFor(width);
  const layout = layOutGrid(view.components, sizes);
  const looks = looksAt(view, moment);
  return drawing(
    {
      width,
      height: layout.height,
      label: graphLabel(view),
      role: isInteractive ? 'group' : 'img',
      className: 'graph grid tiles',
    },
    bandsOf(view, layout, palette, width),
    columnHeads(view, layout, palette, sizes),
    h('g', { class: 'lines', 'stroke-linecap': 'round' }, lines(view, layout, palette)),
    tiles(view, layout, looks, palette, isInteractive),
  );
}

const sizesFor = (width: number): GridSizes => {
  const isNarrow = width < 600;
  return {
    width,
    left: isNarrow ? 8 : 150,
    tile: isNarrow ? 16 : 19,
    gap: isNarrow ? 3 : 4,
    head: 46,
    bandPad: isNarrow ? 20 : 13,
  };
};

const shortNames: Readonly<Record<Layer, string>> = {
  1: 'Models',
  2: 'Data',
  3: 'Frameworks',
  4: 'Infrastructure',
  5: 'Observability',
  6: 'Security',
  7: 'Ecosystem',
};

function bandsOf(view: View, { bands }: GridLayout, palette: Palette, width: number): Markup {
  return h(
    'g',
    { class: 'bands' },
    bands.map(({ layer, top, bottom }) => {
      const reached = `${reachedOf(view, (component) => component.layer === layer)} reached`;
      const key = [span({ weight: 600, fill: palette.ink }, `L${layer}`), ` ${shortNames[layer]}`];
      return [
        h('rect', { x: 0, y: top, width, height: bottom - top, fill: palette.sunk }, h('title', {}, layerNames[layer])),
        h('rect', { x: 0, y: top, width: 4, height: bottom - top, fill: palette.layer[layer] }),
        width < 600
          ? textAt(11, top + 14, { size: 11.5, fill: palette.soft }, key, `, ${reached}`)
          : [
              textAt(14, top + 17, { size: 12.5, fill: palette.soft }, key),
              textAt(14, top + 32, { size: 11.5, fill: palette.mute }, reached),
            ],
      ];
    }),
  );
}

/** "6.2 of 13": mean number reached among the components that fit, entry points left out. */
function reachedOf({ components, isEntry, reach }: View, fits: (component: ComponentDetail) => boolean): string {
  let [mean, size] = [0, 0];
  for (const [i, component] of components.entries()) {
    if (isEntry[i] || !fits(component)) continue;
    mean += (reach[i] as number) * component.count;
    size += component.count;
  }
  return `${mean.toFixed(1)} of ${size}`;
}

function columnHeads(view: View, layout: GridLayout, palette: Palette, { head }: GridSizes): Markup {
  return h(
    'g',
    { class: 'heads' },
    layout.columns.map(({ name, left, width }, k) => {
      const members = new Set(layout.places.flatMap((place, i) => (place.column === k ? [view.components[i]] : [])));
      const isEntrys = view.components.some((component, i) => view.isEntry[i] && members.has(component));
      const room = width - 6;
      if (room < 34) return null;
      const style = { size: 12.5, weight: 600, anchor: 'middle', fill: isEntrys ? palette.ink : palette.soft } as const;
      return [
        textAt(left + width / 2, 15, style, h('title', {}, name), fitMiddle(name, room, 12.5, 600)),
        head > 40 && room >= 52
          ? textAt(
              left + width / 2,
              31,
              { size: 11.5, anchor: 'middle', fill: palette.mute },
              reachedOf(view, (c) => members.has(c)),
            )
          : null,
      ];
    }),
  );
}

const DRAWN_FROM = 0.01;
const MOST_LINES = 400;

function lines(view: View, { places, bands }: GridLayout, palette: Palette): Markup[] {
  const rowOf = (i: number): number => bands.findIndex(({ layer }) => layer === view.components[i]?.layer);
  return view.details.relations
    .map((relation, index) => ({ relation, index, share: widest(view.carried[index] ?? { along: 0, against: 0 }) }))
    .filter(({ share, relation }) => share >= DRAWN_FROM && relation.from !== relation.to)
    .sort((a, b) => b.share - a.share || a.index - b.index)
    .slice(0, MOST_LINES)
    .reverse()
    .flatMap(({ relation, index, share }) => {
      const [from, to] = [view.positionOf.get(relation.from), view.positionOf.get(relation.to)];
      const [a, b] = [places[from ?? -1], places[to ?? -1]];
      if (from === undefined || to === undefined || !a || !b) return [];
      const width = 0.8 + 6 * share;
      const bow = rowOf(from) === rowOf(to) ? -14 - Math.min(24, Math.abs(a.x - b.x) * 0.05) : null;
      const middle = (a.y + b.y) / 2;
      const [c1, c2] = bow === null ? [middle, middle] : [a.y + bow, b.y + bow];
      return h('path', {
        class: 'line hot',
        'data-from': from,
        'data-to': to,
        'data-relation': index,
        d: path`M${a.x} ${a.y}C${a.x} ${c1} ${b.x} ${c2} ${b.x} ${b.y}`,
        fill: 'none',
        stroke: palette.reach[lineStep(share)],
        'stroke-width': width,
        'stroke-dasharray': dashes(relation.certainty, width),
        opacity: Math.min(0.95, 0.25 + share * 1.5),
      });
    });
}

function tiles(
  view: View,
  { places, tile }: GridLayout,
  looks: readonly Look[],
  palette: Palette,
  isInteractive: boolean,
): Markup[] {
  const first = Math.max(0, view.isEntry.indexOf(true));
  return view.components.map((component, i) => {
    const { x, y } = places[i] as { x: number; y: number };
    const { share } = looks[i] as Look;
    const step = reachStep(share);
    const role = isInteractive ? { role: 'button', tabindex: i === first ? 0 : -1, 'aria-pressed': 'false' } : {};
    const half = tile / 2;
    return h(
      'g',
      {
        class: view.isEntry[i] ? 'node entry' : 'node',
        'data-i': i,
        transform: translate(x, y),
        ...role,
      },
      h('title', {}, nodeTitle(component, looks[i] as Look)),
      view.isEntry[i] &&
        h('rect', {
          x: -half - 4,
          y: -half - 4,
          width: tile + 8,
          height: tile + 8,
          rx: 7,
          fill: 'none',
          stroke: palette.ink,
          'stroke-width': 2.2,
        }),
      h('rect', {
        class: 'fill',
        x: -half,
        y: -half,
        width: tile,
        height: tile,
        rx: 4,
        fill: palette.reach[step],
        stroke: palette.rule,
        'stroke-width': 0.8,
      }),
      h(
        'g',
        { class: 'face' },
        glyph(component.kind, palette.onReach[step] as string, `scale(${Math.round((tile / 30) * 100) / 100})`),
      ),
    );
  });
}
