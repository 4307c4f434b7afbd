import { arrowHead, dashes, glyph, headLength, lineWidth } from '../graph/marks.ts';
import { group, h, type Markup, path, rounded } from '../markup.ts';
import { fixed } from '../numbers.ts';
import { span, textAt, translate } from '../svg.ts';
import { fitMiddle, textWidth } from '../text.ts';
import { lineStep, type Palette, reachStep } from '../theme.ts';
import type { View } from '../view.ts';
import type { Hop } from './paths-shown.ts';

export const CARD_PX = 32;
/** What the ring of an entry point needs around its card. */
export const RING_PX = 5;
const NAME = { size: 13, weight: 600 } as const;
const NAME_LEFT = 34;
const NAME_RIGHT = 12;
const MOST_NAME_PX = 190;

/** As wide as its name, which is cut in the middle where it is longer than `most` px. */
export const cardWidth = (name: string, most = MOST_NAME_PX): number =>
  Math.ceil(NAME_LEFT + NAME_RIGHT + textWidth(fitMiddle(name, most, NAME.size, NAME.weight), NAME.size, NAME.weight));

export type PathCard = { readonly component: number; readonly x: number; readonly y: number; readonly width: number };

/** Heat is the target's alone, so that one sees at once where the way leads; `y` is the middle of the card. */
export function pathCard(
  view: View,
  { component, x, y, width }: PathCard,
  isTarget: boolean,
  palette: Palette,
): Markup {
  const { name, kind } = view.components[component] as View['components'][number];
  const step = reachStep(view.reach[component] ?? 0);
  const ink = isTarget ? (palette.onReach[step] as string) : palette.ink;
  const box = { y: -CARD_PX / 2, width, height: CARD_PX, rx: 9, fill: 'none', stroke: palette.rule };
  return h(
    'g',
    { class: 'stop', 'data-component': component, transform: translate(x, y) },
    h('title', {}, name),
    view.isEntry[component] &&
      h('rect', {
        x: -4,
        y: -CARD_PX / 2 - 4,
        width: width + 8,
        height: CARD_PX + 8,
        rx: 13,
        fill: 'none',
        stroke: palette.ink,
        'stroke-width': 2.2,
      }),
    h('rect', { class: 'body', ...box, fill: isTarget ? palette.reach[step] : palette.card }),
    glyph(kind, ink, 'translate(18 0) scale(.85)'),
    h(
      'text',
      {
        x: NAME_LEFT,
        y: 4.5,
        'font-size': NAME.size,
        'font-weight': NAME.weight,
        fill: ink,
        'unicode-bidi': 'isolate',
      },
      fitMiddle(name, width - NAME_LEFT - NAME_RIGHT + 0.5, NAME.size, NAME.weight),
    ),
  );
}

const VERB_SIZE = 12;
export const NOTE_SIZE = 11.5;
const TRIANGLE_PX = 9;

/** "◂ reads": the triangle is drawn, since not every font has it. */
export function verbText({ verb, isAgainst }: Hop, x: number, y: number, palette: Palette): Markup {
  if (!isAgainst) return textAt(x, y, { size: VERB_SIZE, fill: palette.soft }, verb);
  return group(
    h('path', { d: path`M${x} ${y - 4}l6 -3.5v7z`, fill: palette.soft }),
    textAt(x + TRIANGLE_PX, y, { size: VERB_SIZE, fill: palette.soft }, verb),
  );
}

export const verbWidth = ({ verb, isAgainst }: Hop): number =>
  textWidth(verb, VERB_SIZE) + (isAgainst ? TRIANGLE_PX : 0);

/** What a chance rests on, in one word. */
const basisWords = { yours: 'yours', literature: 'measured', judgement: 'judged' } as const;

export const chanceParts = ({ chance, basis }: Hop): readonly [chance: string, basis: string] => [
  fixed(chance, 2),
  basis === null ? '' : ` ${basisWords[basis]}`,
];

export const chanceText = (hop: Hop, x: number, y: number, palette: Palette, anchor: 'start' | 'middle'): Markup => {
  const [chance, basis] = chanceParts(hop);
  return textAt(
    x,
    y,
    { size: NOTE_SIZE, fill: palette.mute, anchor },
    span({ weight: 600, fill: palette.ink }, chance),
    basis,
  );
};

/** As in the graph: as wide as the share of worlds, dashed by provenance. */
export function hopArrow(
  { certainty }: Hop,
  share: number,
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  palette: Palette,
): Markup {
  const width = lineWidth(share);
  const length = Math.min(headLength(width), 13);
  const colour = palette.reach[lineStep(share)] as string;
  const toward = x2 > x1 ? ([1, 0] as const) : ([0, 1] as const);
  const [endX, endY] = [x2 - toward[0] * length * 0.9, y2 - toward[1] * length * 0.9];
  return group(
    h('path', {
      d: path`M${x1} ${y1}L${endX} ${endY}`,
      fill: 'none',
      stroke: colour,
      'stroke-width': width,
      'stroke-linecap': certainty === 'assumed' ? 'round' : null,
      'stroke-dasharray': dashes(certainty, width),
    }),
    h('path', { d: arrowHead(x2, y2, toward, length), fill: colour }),
  );
}

export const GUARD_PX = 8;

/** A shield on the relation that controls guard. */
export const guardDisc = ({ controls }: Hop, x: number, y: number, palette: Palette): Markup | null =>
  controls.length === 0
    ? null
    : h(
        'g',
        { transform: translate(x, y) },
        h('title', {}, `${controls.join(', ')} on this relation`),
        h('circle', { r: GUARD_PX, fill: palette.card, stroke: palette.ink, 'stroke-width': 1.2 }),
        glyph('control', palette.ink, 'scale(.56)'),
      );

/** All that is known of a hop, for those who rest on it. */
export function hopTitle(view: View, hop: Hop): string {
  const [from, to] = [hop.from, hop.to].map((i) => view.components[i]?.name ?? '');
  const relation =
    hop.relation === null ? '' : `; relation ${hop.certainty}${hop.relation.source && `, ${hop.relation.source}`}`;
  return `${from} to ${to}: ${hop.verb}${hop.isAgainst ? ', against it' : ''}, ${hop.threat}, ${rounded(hop.chance)} per attempt${hop.evidence && ` (${hop.evidence})`}${relation}`;
}
