import { group, h, type Markup } from '../markup.ts';
import { joined } from '../numbers.ts';
import { span, type TextStyle, textAt, translate } from '../svg.ts';
import { textWidth } from '../text.ts';
import type { Palette } from '../theme.ts';
import { nameOf, type View } from '../view.ts';
import { type Box, COVERED, cheapestSpot, pointsAlong, type Spot } from './boxes.ts';
import type { Line } from './lines.ts';
import { lineWidth, shieldDisc } from './marks.ts';
import type { Point, Route, Stretch } from './routes.ts';
import { isSwitchedOff } from './switched-off.ts';

export const VERB_SIZE = 11.8;

/** Where words and discs are put. */
export type Ground = {
  readonly palette: Palette;
  /** Grows with each. */
  readonly taken: Box[];
  readonly width: number;
  readonly isNarrow: boolean;
};

/** What other lines take up. */
type Others = readonly { readonly stretch: Stretch; readonly half: number }[];

const stretchesOf = (lines: readonly Line[], except: Line): Others =>
  lines.flatMap((line) =>
    line === except ? [] : line.route.stretches.map((stretch) => ({ stretch, half: lineWidth(line.share) / 2 + 0.5 })),
  );

/**
 * What a relation does, on its line or beside it; null if there is no room. What carried little does without rather than
 * cover the lines of others.
 */
export function verb(line: Line, lines: readonly Line[], { palette, taken, width }: Ground): Markup | null {
  const { share, isHot, route, ends, number } = line;
  const others = stretchesOf(lines, line);
  const most = number !== '' ? Infinity : COVERED * (isHot ? 2.6 : 1.6);
  const style = {
    size: VERB_SIZE,
    fill: isHot ? palette.ink : palette.mute,
    anchor: 'middle',
    halo: palette.sunk,
  } as const;
  const words = { verb: line.verb, number };
  for (const isStacked of number === '' ? [false] : [false, true]) {
    const half = widthOfWords(words, isStacked) / 2 + 3;
    const height = isStacked ? STACKED : 8;
    const spots = route.isLevel ? levelSpots(route, half, height, line) : spotsAlong(route, half, height, line);
    const spot = cheapestSpot(spots, others, taken, width, most);
    if (spot === null) continue;
    const isOnLine = route.stretches.some((stretch) => lies(spot, stretch));
    const ground =
      isOnLine &&
      lineWidth(share) > HALO_HIDES &&
      h('rect', { ...rectOf(boxAround(spot, half - 1, height)), rx: 3, fill: palette.sunk });
    return h('g', { class: 'verb', ...ends }, ground, verbText(spot, words, isStacked, style));
  }
  return null;
}

/** Wider lines show between the letters. */
const HALO_HIDES = 3;

const lies = ([x, y]: Point, [a, b]: Stretch): boolean =>
  Math.abs(x - a[0]) + Math.abs(x - b[0]) <= Math.abs(a[0] - b[0]) + 1 &&
  Math.abs(y - a[1]) + Math.abs(y - b[1]) <= Math.abs(a[1] - b[1]) + 1;

const rectOf = ([x, y, right, bottom]: Box) => ({ x, y, width: right - x, height: bottom - y });

/** Half the height of two lines. */
const STACKED = 14.5;

const widthOfWords = ({ verb: word, number }: Words, isStacked: boolean): number =>
  isStacked
    ? Math.max(textWidth(word, VERB_SIZE), textWidth(number, VERB_SIZE, 600))
    : textWidth(word, VERB_SIZE) + (number === '' ? 0 : textWidth(` ${number}`, VERB_SIZE, 600));

type Words = { readonly verb: string; readonly number: string };

const boxAround = ([x, y]: Point, half: number, height: number): Box => [x - half, y - height, x + half, y + height];

/** Above or below: a line between neighbours is too short for a gap. */
function levelSpots({ from, to }: Route, half: number, height: number, { share }: Line): Spot[] {
  const middle = (from.x + to.x) / 2;
  const off = lineWidth(share) / 2 + height - 1;
  return [-off, off, -off - 7, off + 7, -off - 14, off + 14].map((dy, k) => {
    const at: Point = [middle, from.y + dy];
    return { at, box: boxAround(at, half - 2, height - 1), cost: k * 8 };
  });
}

/** On a level stretch, beside an upright one, and at worst across it. */
function spotsAlong(route: Route, half: number, height: number, { share }: Line): Spot[] {
  // A word on a short line would hide it.
  const hidden = Math.max(0, (2 * half) / lengthOf(route) - 0.4) * 60;
  return pointsAlong(route, 10).flatMap(({ at, far, stretch: [a, b] }): Spot[] => {
    const [x, y] = at;
    if (Math.abs(b[0] - a[0]) > Math.abs(b[1] - a[1])) {
      const sticksOut = Math.max(0, x + half - Math.max(a[0], b[0]), Math.min(a[0], b[0]) - x + half);
      return [{ at, box: boxAround(at, half, height - 1), cost: far * 0.2 + sticksOut * 1.5 + hidden }];
    }
    const aside = lineWidth(share) / 2 + half + 1;
    return [
      { at, box: boxAround(at, half, height), cost: far * 0.2 + 30 },
      ...[x + aside, x - aside].map((beside): Spot => {
        const to: Point = [beside, y];
        return { at: to, box: boxAround(to, half, height), cost: far * 0.2 + 12 };
      }),
    ];
  });
}

const lengthOf = ({ stretches }: Route): number =>
  stretches.reduce((sum, [a, b]) => sum + Math.abs(b[0] - a[0]) + Math.abs(b[1] - a[1]), 0);

function verbText([x, y]: Point, words: Words, isStacked: boolean, style: TextStyle): Markup {
  const number = words.number !== '' && span({ weight: 600 }, words.number);
  if (!isStacked) return textAt(x, y + 4, style, words.verb, number && ' ', number);
  return group(textAt(x, y - 3, style, words.verb), textAt(x, y + 11, style, number));
}

/** A shield on the relation that controls guard. */
export function controlDisc(
  line: Line,
  lines: readonly Line[],
  view: View,
  { palette, taken, width, isNarrow }: Ground,
): Markup | null {
  const { shown, ends } = line;
  if (shown.controls.length === 0) return null;
  const spot = discSpot(line, lines, taken, width, isNarrow ? 8 : 12);
  if (spot === null) return null;
  const isOff = shown.controls.every((id) => isSwitchedOff(view, id));
  return h(
    'g',
    { class: 'disc', ...ends, transform: translate(...spot) },
    h('title', {}, discTitle(line, view, isOff)),
    shieldDisc(palette, isOff, isNarrow ? 0.62 : 1),
  );
}

function discSpot({ route }: Line, lines: readonly Line[], taken: Box[], width: number, radius: number): Point | null {
  const { from, to } = route;
  if (route.isLevel) {
    const middle: Point = [(from.x + to.x) / 2, from.y];
    taken.push(boxAround(middle, radius, radius));
    return middle;
  }
  const others = lines.filter((line) => line.route !== route);
  const spots = pointsAlong(route, 2).map(
    ({ at, far }): Spot => ({ at, box: boxAround(at, radius + 1, radius + 1), cost: far }),
  );
  return cheapestSpot(
    spots,
    others.flatMap((line) => line.route.stretches.map((stretch) => ({ stretch, half: lineWidth(line.share) / 2 }))),
    taken,
    width,
  );
}

function discTitle({ shown }: Line, view: View, isOff: boolean): string {
  const names = joined(shown.controls.map((id) => nameOf(view, id)));
  const isOne = shown.controls.length === 1;
  if (isOff) return `${names} ${isOne ? 'is' : 'are'} off here`;
  const what = shown.relations.length === 1 ? 'this relation' : `some of ${shown.relations.length} relations`;
  return `${names} ${isOne ? 'guards' : 'guard'} ${what}`;
}
