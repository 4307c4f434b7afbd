import { type Look, looksAt } from '../graph/moment.ts';
import { group, h, type Markup, path } from '../markup.ts';
import { fixed } from '../numbers.ts';
import { drawing } from '../svg.ts';
import { type Palette, reachStep } from '../theme.ts';
import type { View } from '../view.ts';
import { type StillPlaces, stillPlaces } from './still-places.ts';

export type StillOptions = { readonly width: number; readonly palette: Palette; readonly round: number };

/** The expected state after one round as a stamp: the graph seen from afar. */
export function stillView(view: View, { width, palette, round }: StillOptions): Markup {
  const places = stillPlaces(view, width);
  const label = `Expected state after round ${round}: ${reachedText(view, round)} reached`;
  return drawing({ width, height: places.height, label }, stillMarks(view, places, { width, palette, round }));
}

/** The same without a drawing around it, in places that stills of one width share. */
export function stillMarks(view: View, places: StillPlaces, { width, palette, round }: StillOptions): Markup {
  const looks = looksAt(view, { round, world: null });
  return group(
    places.bands.map(({ top, bottom }) => h('rect', { x: 0, y: top, width, height: bottom - top, fill: palette.sunk })),
    places.mark.radius > 0 ? cards(view, places, looks, palette) : squares(view, places, looks, palette),
  );
}

/** "1.9", or "828" where the decimal would say nothing: mean number reached by the end of the round. */
export function reachedText({ scenario }: View, round: number): string {
  const mean = scenario.curve.total[round] ?? 0;
  return fixed(mean, mean >= 100 ? 0 : 1);
}

const cards = (view: View, { marks, mark }: StillPlaces, looks: readonly Look[], palette: Palette): Markup =>
  group(
    marks.map(({ x, y }, i) =>
      h('rect', {
        x: x - mark.width / 2,
        y: y - mark.height / 2,
        width: mark.width,
        height: mark.height,
        rx: mark.radius,
        fill: palette.reach[reachStep(looks[i]?.share ?? 0)],
        stroke: view.isEntry[i] ? palette.ink : palette.rule,
        'stroke-width': view.isEntry[i] ? 1.6 : 0.7,
      }),
    ),
  );

/** One path for each step of the ramp: a thousand squares stay light. What nothing has reached is an outline. */
function squares(view: View, { marks, mark }: StillPlaces, looks: readonly Look[], palette: Palette): Markup {
  const byStep = new Map<number, string>();
  for (const [i, { x, y }] of marks.entries()) {
    const step = reachStep(looks[i]?.share ?? 0);
    const { width } = mark;
    byStep.set(step, (byStep.get(step) ?? '') + path`M${x - width / 2} ${y - width / 2}h${width}v${width}h${-width}z`);
  }
  const ring = { width: mark.width + 4, height: mark.width + 4, rx: 1.5, fill: 'none', stroke: palette.ink };
  return group(
    [...byStep]
      .sort(([a], [b]) => a - b)
      .map(([step, d]) => h('path', { d, fill: step === 0 ? palette.line : palette.reach[step] })),
    marks.map(({ x, y }, i) =>
      view.isEntry[i]
        ? h('rect', { ...ring, x: x - mark.width / 2 - 2, y: y - mark.width / 2 - 2, 'stroke-width': 1.4 })
        : null,
    ),
  );
}
