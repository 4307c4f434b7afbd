import { type Child, group, h, type Markup, path } from '../markup.ts';
import { plural } from '../numbers.ts';
import { translate } from '../svg.ts';
import { fitMiddle } from '../text.ts';
import { type Palette, reachStep } from '../theme.ts';
import { glyph, severalGlyph } from './marks.ts';
import type { SceneCard } from './scene-cards.ts';

export type CardPlace = {
  /** Left upper corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly isNarrow: boolean;
  /** Its tab index, or null in a file. */
  readonly button: 0 | -1 | null;
};

/** A component, or a cell that stands for several: its name, how often it was reached, and its marks, each with its word. */
export function card(shown: SceneCard, place: CardPlace): Markup {
  const { x, y, width, height, palette, isNarrow } = place;
  const step = reachStep(shown.look.share);
  const ink = palette.onReach[step] as string;
  const outline = { width, height, rx: 9, fill: palette.sunk, stroke: palette.rule };
  return node(
    shown,
    place.button,
    translate(x, y),
    shown.isEntry && entryRing(-4, -4, width + 8, height + 8, 13, palette),
    (shown.count > 1 || shown.opens !== null) && [
      h('rect', { ...outline, x: 6, y: -6 }),
      h('rect', { ...outline, x: 3, y: -3 }),
    ],
    h('rect', { class: 'fill', width, height, rx: 9, fill: palette.reach[step], stroke: palette.rule }),
    shown.isOff && h('path', { d: hatching(width, height), fill: 'none', stroke: palette.rule, opacity: 0.55 }),
    h('g', { class: 'face', fill: ink }, isNarrow ? narrowFace(shown, place) : wideFace(shown, place, ink)),
  );
}

/**
 * A mark that stands for a component, or for a cell. In the page a component is a button, and a cell a link that opens
 * its group: links need no code to take focus and the Enter key.
 */
export function node(
  shown: SceneCard,
  button: CardPlace['button'],
  transform: string,
  ...children: readonly Child[]
): Markup {
  const { members, opens, isEntry } = shown;
  const isCell = opens !== null;
  return h(
    isCell && button !== null ? 'a' : 'g',
    {
      class: ['node', isCell && 'cell', isEntry && 'entry'].filter((word) => word !== false).join(' '),
      ...(isCell ? { 'data-members': members.join(' ') } : { 'data-i': members[0] as number }),
      ...(button !== null &&
        (isCell
          ? { href: '#graph', 'data-action': 'open-group', 'data-group': opens }
          : { role: 'button', tabindex: button, 'aria-pressed': 'false' })),
      transform,
    },
    h('title', {}, cardTitle(shown)),
    children,
  );
}

export const entryRing = (x: number, y: number, width: number, height: number, rx: number, palette: Palette): Markup =>
  h('rect', { x, y, width, height, rx, fill: 'none', stroke: palette.ink, 'stroke-width': 2.2 });

/** Its accessible name, and its tooltip where names are cut. */
function cardTitle({ name, kind, layer, count, opens, look, isOff, members }: SceneCard): string {
  const { note } = look;
  const reached = note === 'entry point' ? note : / of /.test(note) || note.endsWith('%') ? `reached in ${note}` : note;
  if (opens !== null) {
    const what = kind === null ? 'component' : kind;
    return `${name}, layer ${layer}: ${plural(members.length, what)}, ${reached.replace(' in ', ' ')}; opens the group`;
  }
  return `${name}${count > 1 ? ` × ${count}` : ''}, ${kind}, layer ${layer}, ${reached}${isOff ? ', switched off' : ''}`;
}

/** The word at the right of the second line. */
const wordOf = ({ isEntry, isExposed, isOff, opens, count }: SceneCard): string => {
  if (isOff) return 'off';
  if (opens !== null) return isEntry ? 'entry' : isExposed ? 'exposed' : '';
  return count > 1 ? `× ${count}` : isExposed && !isEntry ? 'exposed' : '';
};

function wideFace(shown: SceneCard, { width, height }: CardPlace, ink: string): Markup {
  const { kind, name, look } = shown;
  const word = wordOf(shown);
  const at = `translate(20 ${height / 2})`;
  return group(
    kind === null ? severalGlyph(ink, at) : glyph(kind, ink, at),
    h(
      'text',
      { x: 36, y: 20, 'font-size': 13, 'font-weight': 600, 'unicode-bidi': 'isolate' },
      fitMiddle(name, width - 42, 13, 600),
    ),
    h('text', { class: 'note', x: 36, y: 36, 'font-size': 12.5 }, look.note),
    word !== '' && h('text', { x: width - 9, y: 36, 'font-size': 11.6, 'text-anchor': 'end' }, word),
  );
}

function narrowFace({ name, look: { note } }: SceneCard, { width }: CardPlace): Markup {
  const middle = { x: width / 2, 'text-anchor': 'middle', 'font-size': 11.5 } as const;
  return group(
    h(
      'text',
      { ...middle, y: 17, 'font-weight': 600, 'unicode-bidi': 'isolate' },
      fitMiddle(name, width - 6, 11.5, 600),
    ),
    h('text', { class: 'note', ...middle, y: 32 }, note === 'entry point' ? 'entry' : note),
  );
}

const HATCH_PX = 9;

/** Diagonals inside a box from 0,0. */
function hatching(width: number, height: number): string {
  let d = '';
  for (let x = HATCH_PX - height; x < width; x += HATCH_PX) {
    const [from, to] = [Math.max(0, x), Math.min(width, x + height)];
    d += path`M${from} ${height - (from - x)}L${to} ${height - (to - x)}`;
  }
  return d;
}
