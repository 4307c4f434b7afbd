import type { ScenarioResult } from '../../src/measure/results.ts';
import { group, h, type Markup } from '../markup.ts';
import { fixed, percentInText, percentRange } from '../numbers.ts';
import { drawing, span, textAt } from '../svg.ts';
import { fitMiddle, textWidth } from '../text.ts';
import type { Palette } from '../theme.ts';
import {
  band,
  type CcdfOptions,
  corners,
  type Frame,
  frameOf,
  grid,
  NARROW_PX,
  type Series,
  staircase,
} from './ccdf-frame.ts';
import { smallMultiples } from './ccdf-small.ts';
import { worstFrom } from './dots-view.ts';
import { exceedance } from './exceedance.ts';
import { labelPlaces, type Polyline } from './label-places.ts';
import type { Peer } from './peers.ts';

/** Beyond so many lines nobody tells them apart: each gets a picture of its own. */
export const MOST_OVERLAID = 6;

/** Chance that at least so many components are reached, of each scenario: together, or side by side where they are many. */
export function ccdfView(peers: readonly Peer[], shown: ScenarioResult, options: CcdfOptions): Markup {
  const series = peers.map((peer) => ({
    ...peer,
    rows: exceedance(peer.scenario),
    isShown: peer.scenario === shown,
    fraction: peer.scenario.blastRadius.total.fraction ?? 0,
  }));
  return series.length > mostOverlaid(options.width) ? smallMultiples(series, options) : overlay(series, options);
}

/** In a narrow place names of more than three find no room. */
export const mostOverlaid = (width: number): number => (width < NARROW_PX ? 3 : MOST_OVERLAID);

const HEAD_PX = 30;
const FOOT_PX = 24;

function overlay(series: readonly Series[], options: CcdfOptions): Markup {
  const { width, palette, isLog } = options;
  const height = width < NARROW_PX ? 200 : width < 1000 ? 250 : 290;
  const frame = frameOf(series, { width, height, left: 46, top: HEAD_PX }, isLog);
  // The shown one is drawn last, over the others.
  const ordered = [...series.filter(({ isShown }) => !isShown), ...series.filter(({ isShown }) => isShown)];
  return drawing(
    { width, height: HEAD_PX + height + FOOT_PX + 16, label: options.label, className: 'ccdf' },
    textAt(0, 12, { size: 12, fill: palette.mute }, 'chance that at least so many are reached'),
    grid(frame, palette),
    textAt(
      frame.right,
      frame.bottom + FOOT_PX + 12,
      { size: 12, fill: palette.mute, anchor: 'end' },
      axisTitle(series, frame),
    ),
    ordered.map((one) => band(one, frame, palette)),
    ordered.map((one) => staircase(one, frame, palette)),
    series.length === 1 ? notes(series[0] as Series, frame, palette) : names(series, frame, palette),
  );
}

const axisTitle = (series: readonly Series[], { isShare }: Frame): string =>
  isShare
    ? 'share of the other components'
    : `components reached, of ${series[0]?.scenario.blastRadius.total.size ?? 0}`;

const NAME_PX = 12;

/** Lines that nobody can tell apart share one name. */
function names(series: readonly Series[], frame: Frame, palette: Palette): Markup[] {
  const most = Math.min(220, (frame.right - frame.left) * 0.45);
  const groups = together(series, frame);
  const texts = groups.map(({ members }) => nameOf(members, most));
  const places = labelPlaces(
    groups.map(({ line }) => line),
    texts.map((text) => textWidth(text, NAME_PX, 600) + 4),
    { ...frame, left: frame.left + 2, bottom: frame.bottom - 1 },
  );
  return places.flatMap((place, i) => {
    if (place === null) return [];
    const isShown = groups[i]?.members.some((one) => one.isShown);
    const style = { size: NAME_PX, weight: isShown ? 600 : 400, fill: palette.ink, halo: palette.paper } as const;
    return textAt(place.x, place.y, style, texts[i]);
  });
}

type Together = { readonly line: Polyline; readonly members: readonly Series[] };

const SAME_PX = 3;

function together(series: readonly Series[], frame: Frame): Together[] {
  const groups: { line: Polyline; members: Series[] }[] = [];
  for (const one of series) {
    const same = groups.find(({ members: [first] }) => first !== undefined && areSame(first, one, frame));
    if (same === undefined) groups.push({ line: corners(one, frame, ({ p }) => p), members: [one] });
    else same.members.push(one);
  }
  return groups;
}

function areSame(a: Series, b: Series, { y, isShare }: Frame): boolean {
  const sizes = [a, b].map(({ scenario }) => (isShare ? scenario.blastRadius.total.size : 1));
  if (sizes[0] !== sizes[1]) return false;
  const rounds = Math.max(a.rows.length, b.rows.length);
  return Array.from({ length: rounds }, (_, i) => Math.abs(y(a.rows[i]?.p ?? 0) - y(b.rows[i]?.p ?? 0))).every(
    (apart) => apart <= SAME_PX,
  );
}

function nameOf(members: readonly Series[], most: number): string {
  const all = members.map(({ label }) => label).join(', ');
  if (members.length === 1 || textWidth(all, NAME_PX, 600) <= most) return fitMiddle(all, most, NAME_PX, 600);
  const more = ` and ${members.length - 1} more`;
  const first = members.find(({ isShown }) => isShown) ?? members[0];
  return `${fitMiddle(first?.label ?? '', most - textWidth(more, NAME_PX, 600), NAME_PX, 600)}${more}`;
}

/** Of a line that stands alone: how often anything is reached, and how bad the worst twentieth is. */
function notes(one: Series, frame: Frame, palette: Palette): Markup[] {
  const from = worstFrom(one.scenario.blastRadius.total);
  const marked = [...new Set([1, from ?? 1])].flatMap((x) => one.rows.filter((row) => row.x === x));
  const unit = frame.isShare ? 1 / Math.max(1, one.scenario.blastRadius.total.size) : 1;
  return marked.map(({ x, p, ci95 }, i) => {
    const [cx, cy] = [frame.x(x * unit), frame.y(p)];
    const isLeft = i === 0 || cx < frame.left + (frame.right - frame.left) / 2;
    const interval = one.scenario.family === 'exact' ? '' : ` (${percentRange(ci95)})`;
    return group(
      h('circle', { cx, cy, r: 4, fill: palette.paper, stroke: palette.ink, 'stroke-width': 1.6 }),
      textAt(
        isLeft ? cx + 8 : frame.right,
        cy - 10,
        { size: 12.5, fill: palette.soft, anchor: isLeft ? 'start' : 'end', halo: palette.paper },
        span({ weight: 600, fill: palette.ink }, x === 1 ? 'anything at all' : `${x} or more`),
        ` in ${percentInText(p)} of worlds${interval}`,
      ),
    );
  });
}

/** One sentence for those who do not see it. */
export function ccdfLabel(peers: readonly Peer[]): string {
  const one = ({ label, scenario: { blastRadius } }: Peer): string => {
    const { total } = blastRadius;
    const from = worstFrom(total);
    return `${label}: anything in ${percentInText(total.touched)} of worlds, mean ${fixed(total.mean, 2)} of ${total.size}${from === null ? '' : `, ${from} or more in at most 5\u00a0%`}`;
  };
  return `Chance that at least so many components are reached. ${peers.slice(0, MOST_OVERLAID).map(one).join('; ')}.`;
}
