import { group, h, type Markup } from '../markup.ts';
import type { Picture } from '../picture.ts';
import { drawing, textAt, translate } from '../svg.ts';
import { textWidth } from '../text.ts';
import type { Palette } from '../theme.ts';
import type { View } from '../view.ts';
import type { Figure, PlacePicture } from './figure.ts';
import { foot } from './foot.ts';
import { stillPlaces } from './still-places.ts';
import { reachedText, stillMarks, stillView } from './still-view.ts';

const stillRounds = ['0', '1', '2', '4', '8', 'end'] as const;
type StillRound = (typeof stillRounds)[number];

/** The expected state after rounds 0, 1, 2, 4, 8 and the last: what a scrubber shows, on paper. */
export const stills: Figure = {
  name: 'stills',
  link: null,
  title: 'Stills',
  lede: () => 'How often each component was reached by the end of a round.',
  usualWidth: 1140,
  draw: (view, { width, palette }) => (hasStills(view) ? stillsSheet(view, width, palette) : null),
  label: (view) =>
    `Expected state after ${stillsOf(view)
      .map(({ round }) => `round ${round}: ${reachedText(view, round)} reached`)
      .join('; ')}.`,
  isFor: hasStills,
  needs: 'a spread over rounds, with details of its scenario',
  // In the page they stand under the curve.
  body: () => null,
  parts: Object.fromEntries(stillRounds.map((round) => [`still-${round}`, stillOf(round)])),
};

export function hasStills({ kept, lastRound, scenario }: View): boolean {
  return kept !== null && kept.reachByRound.length > 0 && lastRound >= 1 && scenario.blastRadius.total.max > 0;
}

/** For the page: each drawn for its own place. */
export const stillsRow = (view: View, place: PlacePicture): Markup =>
  h(
    'div',
    { class: 'stills' },
    stillsOf(view).map(({ part, round }) =>
      h(
        'figure',
        {},
        place(part),
        h('figcaption', {}, h('b', {}, `Round ${round}`), h('span', {}, `${reachedText(view, round)} reached`)),
      ),
    ),
  );

function stillOf(round: StillRound): Picture {
  return {
    usualWidth: 172,
    draw: (view, { width, palette }) => stillView(view, { width, palette, round: roundOf(view, round) }),
  };
}

/** Rounds shown as stills, without repeats in short spreads. */
const stillsOf = (view: View): { readonly part: string; readonly round: number }[] =>
  stillRounds
    .map((round) => ({ part: `still-${round}`, round: roundOf(view, round) }))
    .filter(({ part, round }) => part === 'still-end' || round < view.lastRound);

const roundOf = ({ lastRound }: View, round: StillRound): number =>
  round === 'end' ? lastRound : Math.min(Number(round), lastRound);

/* File: all in one drawing */

const GAP_PX = 22;
const CAPTION_SIZE = 13;
const ROW_GAP_PX = 8;
const WIDE_PX = 700;
const NARROW_COLUMNS = 3;

function stillsSheet(view: View, width: number, palette: Palette): Markup {
  const shown = stillsOf(view);
  const columns = Math.min(shown.length, width < WIDE_PX ? NARROW_COLUMNS : shown.length);
  const own = Math.floor((width - (columns - 1) * GAP_PX) / columns);
  const places = stillPlaces(view, own);
  const captionHeight = shown.every(({ round }) => isOneLine(view, round, own)) ? 26 : 42;
  const pitch = places.height + captionHeight + ROW_GAP_PX;
  const rows = Math.ceil(shown.length / columns);
  const text = foot(
    'Mean number of components reached by the end of each round; each mark is a component in its layer, warm as often as it was reached.',
    width,
    palette,
  );
  const drawn = shown.map(({ round }, i) =>
    h(
      'g',
      { transform: translate((i % columns) * (own + GAP_PX), 2 + Math.floor(i / columns) * pitch) },
      stillMarks(view, places, { width: own, palette, round }),
      caption(view, round, { y: places.height + 18, width: own, palette }),
    ),
  );
  const height = 2 + rows * pitch - ROW_GAP_PX;
  return drawing(
    { width, height: height + text.height, label: stills.label(view), className: 'stills' },
    group(drawn),
    text.draw(height),
  );
}

const titleOf = (round: number): string => `Round ${round}`;
const reachedOf = (view: View, round: number): string => `${reachedText(view, round)} reached`;
const leftOf = (round: number): number => textWidth(titleOf(round), CAPTION_SIZE, 600) + 9;
const isOneLine = (view: View, round: number, width: number): boolean =>
  leftOf(round) + textWidth(reachedOf(view, round), CAPTION_SIZE) <= width;

function caption(
  view: View,
  round: number,
  { y, width, palette }: { y: number; width: number; palette: Palette },
): Markup {
  const soft = { size: CAPTION_SIZE, fill: palette.soft } as const;
  const text = reachedOf(view, round);
  return group(
    textAt(0, y, { size: CAPTION_SIZE, weight: 600, fill: palette.ink }, titleOf(round)),
    isOneLine(view, round, width) ? textAt(leftOf(round), y, soft, text) : textAt(0, y + 16, soft, text),
  );
}
