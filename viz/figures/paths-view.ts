import { group, h, type Markup } from '../markup.ts';
import { percent, percentRange, thousands } from '../numbers.ts';
import { drawing, textAt } from '../svg.ts';
import { textWidth } from '../text.ts';
import { lineStep, type Palette } from '../theme.ts';
import type { View } from '../view.ts';
import { foot } from './foot.ts';
import { drawChain, layOutChains } from './paths-chain.ts';
import { drawLadder, ladderHeight } from './paths-ladder.ts';
import type { Way } from './paths-shown.ts';

export type PathsOptions = {
  readonly width: number;
  readonly palette: Palette;
  readonly label: string;
  /** Says under the rows what they are: in a file no text stands around the picture. */
  readonly hasFoot: boolean;
};

const NARROW_PX = 600;
const SHARE_PX = 150;
const BAR_PX = 124;
const ROW_PAD_PX = 13;

/** One row for each way: in how many of the watched worlds, and hop by hop. Narrow pictures run downwards. */
export function pathsView(view: View, ways: readonly Way[], options: PathsOptions): Markup {
  const { width, palette, label, hasFoot } = options;
  const rows = width < NARROW_PX ? ladderRows(view, ways, options) : chainRows(view, ways, options);
  const text = hasFoot ? foot(footText(view, ways), width, palette) : null;
  let y = 0;
  const drawn = rows.map(({ height, draw }) => {
    const row = group(
      h('line', { x1: 0, x2: width, y1: y + 0.5, y2: y + 0.5, stroke: palette.line }),
      draw(y + ROW_PAD_PX),
    );
    y += height + 2 * ROW_PAD_PX;
    return row;
  });
  const height = y + (text?.height ?? 0);
  return drawing({ width, height, label, className: 'paths' }, drawn, text?.draw(y));
}

type Row = { readonly height: number; readonly draw: (top: number) => Markup };

const chainRows = (view: View, ways: readonly Way[], { width, palette }: PathsOptions): Row[] =>
  layOutChains(view, ways, width - SHARE_PX).map((chain) => ({
    height: chain.height,
    draw: (top) =>
      group(
        shareOf(view, chain.way, ways, { y: top + (chain.lines[0]?.y ?? 0), width: BAR_PX, palette }),
        drawChain(view, chain, { left: SHARE_PX, top, palette }),
      ),
  }));

const LADDER_HEAD_PX = 34;

const ladderRows = (view: View, ways: readonly Way[], { width, palette }: PathsOptions): Row[] =>
  ways.map((way) => ({
    height: LADDER_HEAD_PX + ladderHeight(way),
    draw: (top) =>
      group(
        shareOf(view, way, ways, { y: top + 16, width, palette }),
        drawLadder(view, way, { width, top: top + LADDER_HEAD_PX, palette }),
      ),
  }));

type SharePlace = { readonly y: number; readonly width: number; readonly palette: Palette };

/** The share of worlds over its part of those in which the target was reached at all. */
function shareOf(view: View, { share, ci95, target }: Way, ways: readonly Way[], place: SharePlace): Markup {
  const { y, width, palette } = place;
  const reachOf = (way: Way): number => Math.max(way.share, view.reach[way.target] ?? 0);
  const full = Math.max(...ways.map(reachOf));
  const bar = { y: y + 8, height: 4, rx: 2 };
  const text = percent(share);
  return group(
    textAt(0, y + 1, { size: 17, weight: 600, fill: palette.ink }, text),
    textAt(textWidth(text, 17, 600) + 8, y + 1, { size: 12, fill: palette.mute }, percentRange(ci95)),
    h('rect', { ...bar, width: (width * Math.max(share, view.reach[target] ?? 0)) / full, fill: palette.line }),
    h('rect', {
      ...bar,
      width: Math.max(1, (width * share) / full),
      fill: palette.reach[lineStep(share)],
      stroke: palette.reach[lineStep(share)],
      'stroke-width': 0.4,
    }),
  );
}

function footText(view: View, ways: readonly Way[]): string {
  const targets = new Set(ways.map(({ target }) => target));
  const worlds = thousands(view.kept?.witnessed?.worlds ?? 0);
  const what = targets.size === 1 ? (view.components[ways[0]?.target ?? -1]?.name ?? '') : 'a component';
  return `Share of the first ${worlds} worlds in which ${what} was first reached this way, with its 95 % interval; the grey bar is how often it was reached at all. Under each hop its chance per attempt, what that rests on, and the class that travelled; a triangle: against the relation.`;
}
