import { type Layer, layerNames } from '../../src/graph/kinds.ts';
import { h, type Markup, path } from '../markup.ts';
import type { PictureOptions } from '../picture.ts';
import { drawing, span, textAt } from '../svg.ts';
import { type Palette, reachStep } from '../theme.ts';
import type { View } from '../view.ts';
import { carpetHeads, HEAD_SIZE } from './carpet-heads.ts';
import { type CarpetLayout, layOutCarpet, NARROW_PX } from './carpet-layout.ts';
import { type CarpetLine, carpetLine, strongestLines } from './carpet-lines.ts';
import { graphLabel } from './label.ts';
import { firedBy, type Look, looksAt, type Moment } from './moment.ts';
import { shortNames } from './short-names.ts';

/**
 * A large graph: rows are layers, columns groups, components bare squares, and of the relations those that carried most.
 * On the screen it is the empty ground of a canvas (viz/browser/carpet-surface.ts), on paper and in files this drawing.
 */
export function carpetGraph(view: View, { width, palette, moment, form, isInteractive }: PictureOptions): Markup {
  const layout = layOutCarpet(view, width);
  const frame = { width, height: layout.height, label: graphLabel(view), className: 'graph grid carpet' };
  if (isInteractive) return drawing(frame);
  return drawing(
    frame,
    bands(layout, palette),
    heads(view, layout, palette),
    h(
      'g',
      { class: 'lines', fill: 'none', 'stroke-linecap': 'round' },
      linesOf(view, layout, moment, form?.leastShare ?? null).map((line) => drawLine(line, palette)),
    ),
    squares(layout, looksAt(view, moment), palette),
    rings(view, layout, palette),
    names(view, layout, palette),
  );
}

/** In one world those that fired in it, else those that carried most. */
export function linesOf(view: View, layout: CarpetLayout, moment: Moment, leastShare: number | null): CarpetLine[] {
  const fired = firedBy(view, moment);
  if (fired === null) return strongestLines(view, layout, leastShare);
  return [...fired]
    .flatMap((relation) => carpetLine(view, layout, relation) ?? [])
    .map((line) => ({ ...line, width: 1, opacity: 0.7 }));
}

/** What stands beside or in each band: its layer, and how much of it was reached. */
export function bandNames({ components, isEntry, reach }: View, { bands }: CarpetLayout): BandName[] {
  return bands.map(({ layer }) => {
    let [mean, size] = [0, 0];
    for (const [i, component] of components.entries()) {
      if (isEntry[i] || component.layer !== layer) continue;
      mean += (reach[i] as number) * component.count;
      size += component.count;
    }
    return {
      layer,
      name: shortNames[layer],
      reached: size === 0 ? 'entry point' : `${mean.toFixed(1)} of ${size} reached`,
    };
  });
}

export type BandName = { readonly layer: Layer; readonly name: string; readonly reached: string };

const bands = ({ width, bands: all }: CarpetLayout, palette: Palette): Markup =>
  h(
    'g',
    { class: 'bands' },
    all.map(({ layer, top, bottom }) => [
      h('rect', { x: 0, y: top, width, height: bottom - top, fill: palette.sunk }, h('title', {}, layerNames[layer])),
      h('rect', { x: 0, y: top, width: 4, height: bottom - top, fill: palette.layer[layer] }),
    ]),
  );

/** Above lines, which in narrow pictures pass there. */
function names(view: View, layout: CarpetLayout, palette: Palette): Markup {
  const isNarrow = layout.width < NARROW_PX;
  const texts = bandNames(view, layout).map(({ layer, name, reached }, k) => {
    const top = layout.bands[k]?.top ?? 0;
    const key = [span({ weight: 600, fill: palette.ink }, `L${layer}`), ` ${name}`];
    if (isNarrow)
      return textAt(11, top + 15, { size: 11.5, fill: palette.soft, halo: palette.sunk }, key, `, ${reached}`);
    return [
      textAt(14, top + 18, { size: 12.5, fill: palette.soft }, key),
      textAt(14, top + 33, { size: 11.5, fill: palette.mute }, reached),
    ];
  });
  return h('g', { class: 'band-names' }, texts);
}

function heads(view: View, layout: CarpetLayout, palette: Palette): Markup {
  return h(
    'g',
    { class: 'heads' },
    carpetHeads(view, layout).map(({ column, text, x, at, isEntrys }) => [
      textAt(
        x,
        HEAD_SIZE + 4,
        { size: HEAD_SIZE, weight: 600, anchor: 'middle', fill: isEntrys ? palette.ink : palette.soft },
        h('title', {}, layout.columns[column]?.name),
        text,
      ),
      h('path', { d: path`M${at} 22V${layout.plot.top - 4}`, stroke: palette.rule, 'stroke-width': 1 }),
    ]),
  );
}

function drawLine({ curve, relation, from, to, width, step, opacity, dash }: CarpetLine, palette: Palette): Markup {
  const [x, y, x1, y1, x2, y2, u, v] = curve;
  return h('path', {
    class: 'line hot',
    'data-from': from,
    'data-to': to,
    'data-relation': relation,
    d: path`M${x} ${y}C${x1} ${y1} ${x2} ${y2} ${u} ${v}`,
    stroke: palette.reach[step],
    'stroke-width': width,
    'stroke-dasharray': dash,
    opacity,
  });
}

/** One path per step of the ramp: a thousand squares stay light. */
function squares({ places, tile }: CarpetLayout, looks: readonly Look[], palette: Palette): Markup[] {
  const half = tile / 2;
  const steps = new Map<number, string>();
  for (const [i, { share }] of looks.entries()) {
    const { x, y } = places[i] as { x: number; y: number };
    const step = reachStep(share);
    steps.set(step, (steps.get(step) ?? '') + path`M${x - half} ${y - half}h${tile}v${tile}h${-tile}z`);
  }
  return [...steps.entries()]
    .sort(([a], [b]) => a - b)
    .map(([step, d]) =>
      h('path', { d, fill: palette.reach[step], stroke: palette.rule, 'stroke-width': outlineOf(step) }),
    );
}

/** Pale squares lack contrast against the ground: a thin outline gives it back. */
export const outlineOf = (step: number): number => (step < 6 ? 0.5 : 0);

function rings({ components, isEntry }: View, { places, tile }: CarpetLayout, palette: Palette): (Markup | false)[] {
  const reach = tile / 2 + 3;
  return components.map((_, i) => {
    const { x, y } = places[i] as { x: number; y: number };
    const box = { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach, rx: 3 };
    return isEntry[i] === true && h('rect', { ...box, fill: 'none', stroke: palette.ink, 'stroke-width': 2.2 });
  });
}
