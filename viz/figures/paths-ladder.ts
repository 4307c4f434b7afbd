import { group, h, type Markup } from '../markup.ts';
import { textAt } from '../svg.ts';
import type { Palette } from '../theme.ts';
import type { View } from '../view.ts';
import {
  CARD_PX,
  cardWidth,
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

const HOP_PX = 44;
const ARROW_LEFT = RING_PX + 18;
const TEXT_LEFT = ARROW_LEFT + 18;

/** A way from top to bottom, for narrow pictures. */
export const ladderHeight = ({ hops }: Way): number => hops.length * (HOP_PX + CARD_PX) + CARD_PX + RING_PX;

export type LadderPlace = { readonly width: number; readonly top: number; readonly palette: Palette };

export function drawLadder(view: View, way: Way, { width, top, palette }: LadderPlace): Markup {
  const stops = [way.hops[0]?.from ?? way.target, ...way.hops.map(({ to }) => to)];
  const middleOf = (k: number): number => top + RING_PX + CARD_PX / 2 + k * (HOP_PX + CARD_PX);
  return group(
    way.hops.map((hop, k) => drawHop(view, hop, way.share, { top: middleOf(k) + CARD_PX / 2, palette })),
    stops.map((component, k) => {
      const cardRoom = cardWidth(view.components[component]?.name ?? '', width - 2 * RING_PX - 50);
      const at = { component, x: RING_PX, y: middleOf(k), width: cardRoom };
      return pathCard(view, at, k === stops.length - 1, palette);
    }),
  );
}

function drawHop(view: View, hop: Hop, share: number, { top, palette }: Omit<LadderPlace, 'width'>): Markup {
  const verbTop = top + HOP_PX / 2 - 3;
  const chanceLeft = TEXT_LEFT + verbWidth(hop) + 10;
  const notes = hop.certainty === 'declared' ? hop.threat : `${hop.threat}, ${hop.certainty}`;
  return h(
    'g',
    { class: 'hop' },
    h('title', {}, hopTitle(view, hop)),
    hopArrow(hop, share, [ARROW_LEFT, top + 5], [ARROW_LEFT, top + HOP_PX - 5], palette),
    verbText(hop, TEXT_LEFT, verbTop, palette),
    chanceText(hop, chanceLeft, verbTop, palette, 'start'),
    guardDisc(hop, RING_PX + GUARD_PX - 4, top + HOP_PX / 2, palette),
    textAt(TEXT_LEFT, verbTop + 15, { size: NOTE_SIZE, fill: palette.mute }, notes),
  );
}
