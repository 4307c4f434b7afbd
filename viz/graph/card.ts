import type { ComponentDetail } from '../../src/measure/results.ts';
import { group, h, type Markup } from '../markup.ts';
import { translate } from '../svg.ts';
import { fitMiddle } from '../text.ts';
import { type Palette, reachStep } from '../theme.ts';
import { nodeTitle } from './label.ts';
import { glyph } from './marks.ts';
import type { Look } from './moment.ts';

type CardPlace = {
  readonly i: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly isNarrow: boolean;
  readonly isEntry: boolean;
  /** Its tab index, or null in a file. */
  readonly button: 0 | -1 | null;
};

export function card(component: ComponentDetail, look: Look, place: CardPlace): Markup {
  const { i, x, y, width, height, palette, isNarrow, isEntry, button } = place;
  const step = reachStep(look.share);
  const ink = palette.onReach[step] as string;
  const role = button === null ? {} : { role: 'button', tabindex: button, 'aria-pressed': 'false' };
  const outline = { width, height, rx: 9, fill: 'none', stroke: palette.rule };
  return h(
    'g',
    {
      class: isEntry ? 'node entry' : 'node',
      'data-i': i,
      transform: translate(x, y),
      ...role,
    },
    h('title', {}, nodeTitle(component, look)),
    isEntry &&
      h('rect', {
        x: -4,
        y: -4,
        width: width + 8,
        height: height + 8,
        rx: 13,
        fill: 'none',
        stroke: palette.ink,
        'stroke-width': 2.2,
      }),
    component.count > 1 && [h('rect', { ...outline, x: 6, y: -6 }), h('rect', { ...outline, x: 3, y: -3 })],
    h('rect', { class: 'fill', width, height, rx: 9, fill: palette.reach[step], stroke: palette.rule }),
    h(
      'g',
      { class: 'face', fill: ink },
      isNarrow ? narrowFace(component, look, width) : wideFace(component, look, place, ink),
    ),
  );
}

function wideFace(
  { name, kind, exposed, count }: ComponentDetail,
  { note }: Look,
  { isEntry, width, height }: CardPlace,
  ink: string,
): Markup {
  const word = count > 1 ? `× ${count}` : exposed && !isEntry ? 'exposed' : '';
  return group(
    glyph(kind, ink, `translate(20 ${height / 2})`),
    h(
      'text',
      { x: 36, y: 20, 'font-size': 13, 'font-weight': 600, 'unicode-bidi': 'isolate' },
      fitMiddle(name, width - 42, 13, 600),
    ),
    h('text', { class: 'note', x: 36, y: 36, 'font-size': 12.5 }, note),
    word !== '' && h('text', { x: width - 9, y: 36, 'font-size': 11.6, 'text-anchor': 'end' }, word),
  );
}

const narrowFace = ({ name }: ComponentDetail, { note }: Look, width: number): Markup =>
  group(
    h(
      'text',
      {
        x: width / 2,
        y: 17,
        'font-size': 11.5,
        'font-weight': 600,
        'text-anchor': 'middle',
        'unicode-bidi': 'isolate',
      },
      fitMiddle(name, width - 6, 11.5, 600),
    ),
    h(
      'text',
      { class: 'note', x: width / 2, y: 32, 'font-size': 11.5, 'text-anchor': 'middle' },
      note === 'entry point' ? 'entry' : note,
    ),
  );
