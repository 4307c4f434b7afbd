import { group, h, type Markup } from '../markup.ts';
import { fixed, percent } from '../numbers.ts';
import type { PictureOptions } from '../picture.ts';
import { drawing, span, textAt, translate } from '../svg.ts';
import { fitMiddle, textWidth } from '../text.ts';
import { lineStep, type Palette } from '../theme.ts';
import { classGlyph, classWords } from '../threats/class-glyph.ts';
import type { View } from '../view.ts';
import { type ClassRow, classRows, type Way } from './classes-rows.ts';
import { flowText } from './flow-matrix.ts';
import { layerHeads, layersDown } from './layer-heads.ts';

/** Each class on a line: its share of all first infections, and into which layers and along which relations it went. */
export function classesView(view: View, { width, palette }: Pick<PictureOptions, 'width' | 'palette'>): Markup | null {
  const rows = classRows(view);
  if (rows.every(({ share }) => share === 0)) return null;
  const places = placesOf(width, rows);
  const most = Math.max(...rows.flatMap(({ into }) => layersDown.map((layer) => into[layer])));
  return drawing(
    { width, height: HEAD_PX + rows.length * places.row, label: classesLabel(view), className: 'classes' },
    head(places, most > 0, palette),
    rows.map((row, i) =>
      h(
        'g',
        { transform: translate(0, HEAD_PX + i * places.row) },
        h('line', { x1: 0, x2: width, y1: 0, y2: 0, stroke: palette.line }),
        classHead(row, places, palette),
        lollipop(view, row, places, palette),
        most > 0 && row.share > 0 && intoLayers(row, most, places, palette),
        places.along !== null && row.share > 0 && along(row, places.along, palette),
      ),
    ),
  );
}

/** One sentence with the result. */
export function classesLabel(view: View): string {
  const [top, next] = classRows(view);
  if (top === undefined) return '';
  const [way] = top.along;
  return `${classWords(top.threat)} carried ${percent(top.share)} of first infections${
    way === undefined ? '' : `, ${percent(way.share)} of them ${wayWords(way)}`
  }${next === undefined || next.share === 0 ? '' : `; ${classWords(next.threat).toLowerCase()} ${percent(next.share)}`}.`;
}

/** `along delegates`, or `against reads`: the way compromise went. */
const wayWords = ({ kind, isAgainst }: Way): string => `${isAgainst ? 'against' : 'along'} ${kind}`;

const HEAD_PX = 30;
const DOT_PX = 11;

type Places = {
  readonly row: number;
  readonly middle: number;
  /** Names stand above the axis. */
  readonly isNarrow: boolean;
  readonly name: number;
  readonly axis: { readonly x: number; readonly width: number };
  /** Right end of the mean, in its own column. */
  readonly mean: number | null;
  readonly layers: { readonly x: number; readonly cell: number };
  readonly along: { readonly x: number; readonly width: number } | null;
};

function placesOf(width: number, rows: readonly ClassRow[]): Places {
  const isNarrow = width < 560;
  if (isNarrow) {
    const cell = Math.min(28, (width * 0.56) / layersDown.length);
    const x = width - cell * layersDown.length;
    return {
      row: 58,
      middle: 39,
      isNarrow,
      name: width,
      axis: { x: 6, width: x - 60 },
      mean: null,
      layers: { x, cell },
      along: null,
    };
  }
  const name = Math.max(...rows.map(({ threat }) => textWidth(classWords(threat), 13, 600))) + 44;
  const cell = 32;
  const alongWidth = width < 860 ? 0 : Math.min(300, width * 0.24);
  const x = width - alongWidth - (alongWidth > 0 ? 20 : 0) - cell * layersDown.length;
  return {
    row: 36,
    middle: 18,
    isNarrow,
    name,
    axis: { x: name, width: x - name - 112 },
    mean: x - 18,
    layers: { x, cell },
    along: alongWidth === 0 ? null : { x: width - alongWidth, width: alongWidth },
  };
}

function head({ isNarrow, axis, mean, layers, along: text }: Places, hasLayers: boolean, palette: Palette): Markup {
  const style = { size: 12, fill: palette.mute } as const;
  return group(
    textAt(isNarrow ? 0 : axis.x, HEAD_PX - 9, style, isNarrow ? 'share carried' : 'share of first infections'),
    mean !== null && textAt(mean, HEAD_PX - 9, { ...style, anchor: 'end' }, 'per world'),
    hasLayers && layerHeads(layersDown, { x: layers.x, width: layers.cell, bottom: HEAD_PX - 2, palette }),
    text !== null && textAt(text.x, HEAD_PX - 9, style, 'along, or ← against, relations'),
  );
}

const classHead = ({ threat }: ClassRow, { isNarrow, middle, name }: Places, palette: Palette): Markup =>
  group(
    classGlyph(threat, palette.ink, translate(10, isNarrow ? 15 : middle)),
    textAt(
      28,
      (isNarrow ? 15 : middle) + 4.5,
      { size: 13, weight: 600, fill: palette.ink },
      fitMiddle(classWords(threat), name - 30, 13, 600),
    ),
  );

/** From nothing to the share, on one axis of all infections. */
function lollipop({ scenario }: View, row: ClassRow, { axis, middle, mean }: Places, palette: Palette): Markup {
  const { x, width } = axis;
  const end = x + row.share * width;
  const label = { size: 13, weight: 600, fill: palette.ink } as const;
  if (row.share === 0) {
    return group(
      h('circle', { cx: x, cy: middle, r: 4.5, fill: palette.paper, stroke: palette.rule, 'stroke-width': 1.6 }),
      textAt(x + 12, middle + 4.5, { size: 12, fill: palette.mute }, nothingText(row, scenario.blastRadius.total)),
    );
  }
  const colour = palette.reach[lineStep(row.share)] as string;
  return group(
    h('line', { x1: x, x2: x + width, y1: middle, y2: middle, stroke: palette.line }),
    h('line', { x1: x, x2: end, y1: middle, y2: middle, stroke: colour, 'stroke-width': 3 }),
    h('circle', { cx: end, cy: middle, r: 5.5, fill: colour }),
    textAt(end + 11, middle + 4.5, { ...label, halo: palette.paper }, percent(row.share)),
    mean !== null && textAt(mean, middle + 4.5, { size: 12.5, fill: palette.soft, anchor: 'end' }, flowText(row.mean)),
  );
}

/** Why a class infects nobody: what it does instead, or that it found no way. */
function nothingText({ effect }: ClassRow, total: { readonly disabled: number; readonly disclosed: number }): string {
  if (effect === 'disable') return `disables ${fixed(total.disabled, 2)}, infects none`;
  if (effect === 'disclose') return `discloses ${fixed(total.disclosed, 2)}, infects none`;
  return effect === 'blind' ? 'blinds, infects none' : 'carried none';
}

/** A dot per layer; its area is the number of infections there. */
function intoLayers(row: ClassRow, most: number, { layers, middle }: Places, palette: Palette): Markup {
  const radius = Math.min(DOT_PX, layers.cell / 2 - 1.5);
  return group(
    layersDown.map((layer, i) => {
      const mean = row.into[layer];
      const cx = layers.x + (i + 0.5) * layers.cell;
      if (mean <= 0) return h('circle', { cx, cy: middle, r: 1, fill: palette.mute });
      return h(
        'g',
        {},
        h('title', {}, `${classWords(row.threat)} into L${layer}: ${flowText(mean)} per world`),
        h('circle', {
          cx,
          cy: middle,
          r: Math.max(1.8, Math.sqrt(mean / most) * radius),
          fill: palette.reach[7],
        }),
      );
    }),
  );
}

/** The kinds of relation that it took most, as many as fit. */
function along(row: ClassRow, { x, width }: { readonly x: number; readonly width: number }, palette: Palette): Markup {
  const parts: { readonly text: string; readonly share: string }[] = [];
  let used = 0;
  for (const way of row.along) {
    const part = { text: `${way.isAgainst ? '← ' : ''}${way.kind} `, share: percent(way.share) };
    used += textWidth(part.text + part.share, 12.5, 600) + (parts.length > 0 ? 14 : 0);
    if (parts.length > 0 && (used > width || way.share < 0.05)) break;
    parts.push(part);
  }
  return textAt(
    x,
    22.5,
    { size: 12.5, fill: palette.soft },
    parts.map(({ text, share }, i) => [i > 0 && ' · ', text, span({ weight: 600, fill: palette.ink }, share)]),
  );
}
