import { group, h, type Markup } from '../markup.ts';
import { meanText } from '../numbers.ts';
import { drawing, textAt, translate } from '../svg.ts';
import { fitMiddle, textWidth } from '../text.ts';
import type { Palette } from '../theme.ts';
import {
  band,
  type CcdfOptions,
  corners,
  type Frame,
  frameOf,
  grid,
  pathOf,
  type Series,
  staircase,
} from './ccdf-frame.ts';

/** More pictures are a table. */
export const MOST_SMALL = 24;

const SMALL_PX = 92;

/** A picture for each scenario, with all the others as its ground. */
export function smallMultiples(series: readonly Series[], options: CcdfOptions): Markup {
  const { width, palette, isLog } = options;
  const shown = series.slice(0, MOST_SMALL);
  const across = Math.max(width < 330 ? 1 : 2, Math.floor((width + 28) / 214));
  const pitch = (width + 28) / across;
  const down = Math.ceil(shown.length / across);
  const rowPx = SMALL_PX + 58;
  const frame = frameOf(shown, { width: pitch - 28, height: SMALL_PX, left: 46, top: 24 }, isLog);
  const coarse = { ...frame, chances: isLog ? frame.chances : [0, 0.5, 1], values: endsOf(frame.values) };
  return drawing(
    { width, height: down * rowPx, label: options.label, className: 'ccdf' },
    h('defs', {}, ground(shown, frame, palette)),
    shown.map((one, i) =>
      h(
        'g',
        { transform: translate((i % across) * pitch, Math.floor(i / across) * rowPx) },
        panelHead(one, pitch - 28, palette),
        grid(coarse, palette),
        h('use', { href: `#${OTHERS}` }),
        band({ ...one, isShown: true }, frame, palette),
        staircase({ ...one, isShown: true }, frame, palette),
      ),
    ),
  );
}

const OTHERS = 'ccdf-all-lines';

/** All lines, once: each picture has them behind its own. */
const ground = (all: readonly Series[], frame: Frame, palette: Palette): Markup =>
  h('path', {
    id: OTHERS,
    d: all.map((one) => pathOf(corners(one, frame, ({ p }) => p))).join(''),
    fill: 'none',
    stroke: palette.rule,
    opacity: 0.45,
  });

const endsOf = (values: readonly number[]): number[] =>
  values.filter(
    (_, i) => i === 0 || i === values.length - 1 || (values.length > 4 && i === Math.floor(values.length / 2)),
  );

function panelHead({ label, scenario, isShown }: Series, width: number, palette: Palette): Markup {
  const { total } = scenario.blastRadius;
  const mean = meanText(total);
  const room = width - textWidth(`mean ${mean}`, 12) - 10;
  return group(
    textAt(
      0,
      12,
      { size: 12.5, weight: isShown ? 600 : 400, fill: palette.ink },
      fitMiddle(label, room, 12.5, isShown ? 600 : 400),
    ),
    textAt(width, 12, { size: 12, fill: palette.mute, anchor: 'end' }, `mean ${mean}`),
  );
}
