import { encodeId } from '../../src/graph/ids.ts';
import { group, h, type Markup } from '../markup.ts';
import { percent } from '../numbers.ts';
import { span, type TextStyle, textAt, translate } from '../svg.ts';
import { textWidth } from '../text.ts';
import type { Palette } from '../theme.ts';
import type { View } from '../view.ts';
import { type Box, freeSpot } from './boxes.ts';
import type { Line } from './lines.ts';
import { glyph } from './marks.ts';
import type { Point, Route } from './routes.ts';

const VERB_SIZE = 11.8;
const NUMBERED_FROM = 0.1;
/** In a crowd only relations that carried anything say their verb. */
const CROWD = 45;

/** What a relation does, beside its line where nothing else stands; null if there is no room. */
export function verb(line: Line, palette: Palette, taken: Box[], width: number, crowd: number): Markup | null {
  const { relation, share, isHot, route, ends } = line;
  if (!isHot && crowd > CROWD) return null;
  const number = isHot && share >= NUMBERED_FROM ? percent(share) : '';
  const style = {
    size: VERB_SIZE,
    fill: isHot ? palette.ink : palette.mute,
    anchor: 'middle',
    halo: palette.sunk,
  } as const;
  const words = { verb: relation.kind, number };
  for (const lines of number === '' ? [[relation.kind]] : [[`${relation.kind} ${number}`], [relation.kind, number]]) {
    const half = Math.max(...lines.map((text) => textWidth(text, VERB_SIZE, 600))) / 2 + 3;
    const isStacked = lines.length > 1;
    const boxAround = ([x, y]: Point): Box => [x - half, y - 8, x + half, y + (isStacked ? 21 : 7)];
    const spot = freeSpot(route.samples, boxAround, taken, width);
    if (spot !== null) return h('g', { class: 'verb', ...ends }, verbText(spot, words, isStacked, style));
  }
  return null;
}

function verbText(
  [x, y]: Point,
  words: { verb: string; number: string },
  isStacked: boolean,
  style: TextStyle,
): Markup {
  const number = words.number !== '' && span({ weight: 600 }, words.number);
  if (!isStacked) return textAt(x, y + 4, style, words.verb, number && ' ', number);
  return group(textAt(x, y + 4, style, words.verb), textAt(x, y + 18, style, number));
}

/** A shield on the relation that controls guard. */
export function controlDisc(
  { relation, route, ends }: Line,
  view: View,
  palette: Palette,
  taken: Box[],
  isNarrow: boolean,
): Markup[] {
  if (relation.controls.length === 0) return [];
  const spot = discSpot(route, taken, isNarrow);
  if (spot === null) return [];
  const isOff = relation.controls.every((id) => isSwitchedOff(view, id));
  return [
    h(
      'g',
      { class: 'disc', ...ends, transform: translate(...spot) },
      h('title', {}, `${relation.controls.join(', ')} ${isOff ? 'is off here' : 'guards this relation'}`),
      h('circle', {
        r: 12,
        fill: palette.card,
        stroke: palette.ink,
        'stroke-width': 1.5,
        'stroke-dasharray': isOff ? '3 3' : null,
      }),
      isOff ? null : glyph('control', palette.ink, 'scale(.82)'),
    ),
  ];
}

function discSpot({ from, to, samples }: Route, taken: Box[], isNarrow: boolean): Point | null {
  const boxAround = ([x, y]: Point): Box => [x - 12, y - 12, x + 12, y + 12];
  if (from.away[1] !== 0) return freeSpot(samples, boxAround, taken, Infinity);
  if (isNarrow) return null;
  const middle: Point = [(from.x + to.x) / 2, from.y];
  taken.push(boxAround(middle));
  return middle;
}

const isSwitchedOff = ({ scenario }: View, control: string): boolean =>
  scenario.id.split('/').some((part) => part === `control-off:${encodeId(control)}`);
