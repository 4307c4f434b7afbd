import { group, h, type Markup, path } from '../markup.ts';
import { textAt } from '../svg.ts';
import { textWidth } from '../text.ts';
import { lineStep, type Palette } from '../theme.ts';
import type { View } from '../view.ts';
import {
  CARD_PX,
  cardWidth,
  chanceParts,
  chanceText,
  GUARD_PX,
  guardDisc,
  hopArrow,
  hopTitle,
  NOTE_SIZE,
  pathCard,
  RING_PX,
  verbText,
  verbWidth,
} from './paths-parts.ts';
import type { Hop, Way } from './paths-shown.ts';

/** A way from left to right, broken into as many lines as the width asks for. */
export type Chain = { readonly way: Way; readonly lines: readonly ChainLine[]; readonly height: number };

/** `y`: px from the top of the chain to the middle of the cards. */
type ChainLine = { readonly stops: readonly Stop[]; readonly y: number };

type Stop = {
  /** Position in `components`; its card is at `x`. */
  readonly component: number;
  readonly x: number;
  readonly width: number;
  /** What leads to it, right before it; null for the first. */
  readonly lead: Lead | null;
};

type Lead = { readonly hop: Hop; readonly width: number; readonly notes: readonly string[] };

/** Lays out all ways alike, so that what they share stands at the same place: classes on one line each if all fit. */
export function layOutChains(view: View, ways: readonly Way[], room: number): Chain[] {
  const spacious = ways.map((way) => layOutChain(view, way, room, false));
  if (spacious.every(({ lines }) => lines.length === 1)) return spacious;
  return ways.map((way) => layOutChain(view, way, room, true));
}

const LINE_GAP_PX = 16;
const NOTE_LINE_PX = 13.5;
const CHANCE_BELOW_PX = 17;

function layOutChain(view: View, way: Way, room: number, isTight: boolean): Chain {
  const widthOf = (i: number): number => cardWidth(view.components[i]?.name ?? '');
  const first = way.hops[0]?.from ?? way.target;
  const lines: Stop[][] = [[{ component: first, x: RING_PX, width: widthOf(first), lead: null }]];
  for (const hop of way.hops) {
    const line = lines.at(-1) as Stop[];
    const last = line.at(-1) as Stop;
    const lead = leadOf(hop, isTight);
    const stop = { component: hop.to, x: last.x + last.width + lead.width, width: widthOf(hop.to), lead };
    if (stop.x + stop.width <= room) line.push(stop);
    else lines.push([{ ...stop, x: RING_PX + lead.width }]);
  }
  let bottom = -LINE_GAP_PX;
  const placed = lines.map((stops): ChainLine => {
    const y = bottom + LINE_GAP_PX + CARD_PX / 2 + RING_PX;
    bottom = y + Math.max(CARD_PX / 2 + RING_PX, ...stops.map(belowOf));
    return { stops, y };
  });
  return { way, lines: placed, height: bottom };
}

const HOP_PAD_PX = 18;
const LEAST_HOP_PX = 62;
const GUARD_ROOM_PX = 2 * GUARD_PX + 4;

const guardRoom = ({ controls }: Hop): number => (controls.length > 0 ? GUARD_ROOM_PX : 0);

function leadOf(hop: Hop, isTight: boolean): Lead {
  const notes = notesOf(hop, isTight);
  const [chance, basis] = chanceParts(hop);
  const widths = [
    verbWidth(hop) + guardRoom(hop),
    textWidth(chance, NOTE_SIZE, 600) + textWidth(basis, NOTE_SIZE),
    ...notes.map((text) => textWidth(text, NOTE_SIZE)),
  ];
  return { hop, notes, width: Math.ceil(Math.max(LEAST_HOP_PX, ...widths)) + HOP_PAD_PX };
}

const LONG_CLASS = 13;

/** Threat class, broken at its last dash if room is short, and provenance where it is not declared. */
function notesOf({ threat, certainty }: Hop, isTight: boolean): string[] {
  const cut = threat.lastIndexOf('-') + 1;
  const threatLines =
    isTight && cut > 0 && threat.length >= LONG_CLASS ? [threat.slice(0, cut), threat.slice(cut)] : [threat];
  return certainty === 'declared' ? threatLines : [...threatLines, certainty];
}

const belowOf = ({ lead }: Stop): number =>
  lead === null ? 0 : CHANCE_BELOW_PX + lead.notes.length * NOTE_LINE_PX + 4;

export type ChainPlace = { readonly left: number; readonly top: number; readonly palette: Palette };

export function drawChain(view: View, { way, lines }: Chain, { left, top, palette }: ChainPlace): Markup {
  return group(
    lines.map(({ stops, y }, i) => [
      i > 0 && elbow(left + RING_PX, top + y, way.share, palette),
      stops.map(({ component, x, width, lead }, k) => {
        const at = { component, x: left + x, y: top + y, width };
        const isTarget = i === lines.length - 1 && k === stops.length - 1;
        return [lead && drawLead(view, lead, way.share, { ...at, palette }), pathCard(view, at, isTarget, palette)];
      }),
    ]),
  );
}

/** Where a way goes on from the line above. */
const elbow = (x: number, y: number, share: number, palette: Palette): Markup =>
  h('path', {
    d: path`M${x} ${y - 20}V${y}h7`,
    fill: 'none',
    stroke: palette.reach[lineStep(share)],
    'stroke-width': 1.2,
  });

/** @param at - where the card is that it leads to */
function drawLead(
  view: View,
  { hop, width, notes }: Lead,
  share: number,
  { x, y, palette }: { readonly x: number; readonly y: number; readonly palette: Palette },
): Markup {
  const middle = x - width / 2;
  const verbLeft = middle - (verbWidth(hop) + guardRoom(hop)) / 2;
  const note = { size: NOTE_SIZE, fill: palette.mute, anchor: 'middle' } as const;
  return h(
    'g',
    { class: 'hop' },
    h('title', {}, hopTitle(view, hop)),
    hopArrow(hop, share, [x - width + 7, y], [x - 5, y], palette),
    guardDisc(hop, verbLeft + GUARD_PX, y - 9 - GUARD_PX / 2, palette),
    verbText(hop, verbLeft + guardRoom(hop), y - 9, palette),
    chanceText(hop, middle, y + CHANCE_BELOW_PX, palette, 'middle'),
    notes.map((text, i) => textAt(middle, y + CHANCE_BELOW_PX + (i + 1) * NOTE_LINE_PX, note, text)),
  );
}
