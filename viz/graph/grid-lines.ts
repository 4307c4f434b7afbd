import { h, type Markup, path } from '../markup.ts';
import { fixed, percent, plural } from '../numbers.ts';
import type { PictureOptions } from '../picture.ts';
import { lineStep, type Palette } from '../theme.ts';
import { widest } from '../view.ts';
import { ARCH_PX } from './grid-margin.ts';
import type { GridLayout, GridPlace } from './layout-grid.ts';
import { endsOf } from './lines.ts';
import { dashes } from './marks.ts';
import type { Scene } from './scene.ts';
import type { SceneLine } from './scene-lines.ts';

const DRAWN_FROM = 0.01;
const MOST_LINES = 400;
/** So many relations between the same cells of two columns become one line. */
const PARALLEL_FROM = 4;

/**
 * What carried the spread, the widest on top. Many parallel relations between two columns are one line; the page shows
 * them singly when their component is looked at.
 */
export function gridLines(
  scene: Scene,
  layout: GridLayout,
  { palette, isInteractive, form }: PictureOptions,
): Markup[] {
  const drawn = scene.lines
    .filter(({ carried, from, to }) => from !== to && widest(carried) >= (form?.leastShare ?? DRAWN_FROM))
    .sort((a, b) => widest(b.carried) - widest(a.carried) || firstOf(a) - firstOf(b))
    .slice(0, MOST_LINES);
  const bundles = new Map<string, SceneLine[]>();
  for (const line of drawn) {
    const key = bundleKey(line, scene);
    bundles.set(key, [...(bundles.get(key) ?? []), line]);
  }
  const pictures = [...bundles.values()].flatMap((lines): { share: number; markup: Markup[] }[] => {
    if (lines.length < PARALLEL_FROM)
      return lines.map((line) => ({
        share: widest(line.carried),
        markup: [single(line, scene, layout, palette, false)],
      }));
    const share = lines.reduce((sum, { carried }) => sum + widest(carried), 0);
    const hidden = isInteractive ? lines.map((line) => single(line, scene, layout, palette, true)) : [];
    return [{ share, markup: [bundle(lines, share, scene, layout, palette), ...hidden] }];
  });
  return pictures.sort((a, b) => a.share - b.share).flatMap(({ markup }) => markup);
}

const firstOf = ({ relations }: SceneLine): number => relations[0] as number;

/** Lines of one bundle lead from the same cell to the same cell of another column. */
function bundleKey({ from, to, relations }: SceneLine, { cards, by }: Scene): string {
  const [a, b] = [cards[from], cards[to]];
  if (by === 'layer' || a?.column === b?.column || a?.opens !== null || b?.opens !== null)
    return `single ${relations[0]}`;
  return `${a?.column} ${a?.layer} to ${b?.column} ${b?.layer}`;
}

function single(line: SceneLine, scene: Scene, layout: GridLayout, palette: Palette, isHidden: boolean): Markup {
  const share = widest(line.carried) / scene.fullWidth;
  const [a, b] = [layout.places[line.from], layout.places[line.to]] as [GridPlace, GridPlace];
  const width = widthOf(share);
  return h('path', {
    class: isHidden ? 'line hot single' : 'line hot',
    ...endsOf(line, scene.cards),
    d: curve(a, b, layout),
    fill: 'none',
    stroke: palette.reach[lineStep(share)],
    'stroke-width': width,
    'stroke-dasharray': dashes(line.certainty, width),
    opacity: isHidden ? null : opacityOf(share),
  });
}

function bundle(
  lines: readonly SceneLine[],
  sum: number,
  { fullWidth }: Scene,
  layout: GridLayout,
  palette: Palette,
): Markup {
  const share = Math.min(1, sum / fullWidth);
  const [a, b] = (['from', 'to'] as const).map((end) =>
    centre(lines.map((line) => layout.places[line[end]] as GridPlace)),
  );
  const count = lines.reduce((total, { relations }) => total + relations.length, 0);
  return h(
    'path',
    {
      class: 'line hot bundle',
      d: curve(a as GridPlace, b as GridPlace, layout),
      fill: 'none',
      stroke: palette.reach[lineStep(share)],
      'stroke-width': widthOf(share),
      opacity: opacityOf(share),
    },
    h(
      'title',
      {},
      `${plural(count, 'relation')}, ${fixed(sum, 1)} infections per world; one alone ${percent(widest((lines[0] as SceneLine).carried))}`,
    ),
  );
}

const widthOf = (share: number): number => 0.8 + 6 * share;
const opacityOf = (share: number): number => Math.min(0.92, 0.3 + share * 1.4);

function centre(places: readonly GridPlace[]): GridPlace {
  const unique = [...new Set(places)];
  const mean = (of: (place: GridPlace) => number): number =>
    unique.reduce((sum, place) => sum + of(place), 0) / unique.length;
  return { x: mean(({ x }) => x), y: mean(({ y }) => y), width: 0, height: 0 };
}

const NEAR_PX = 26;

/** Upright at both ends; within a band it arches over what stands between. */
function curve(a: GridPlace, b: GridPlace, { bands }: GridLayout): string {
  const rowOf = ({ y }: GridPlace): number => bands.findIndex(({ bottom }) => y < bottom);
  if (rowOf(a) === rowOf(b)) {
    const high = Math.min(a.y, b.y);
    const wanted = high - 16 - Math.min(30, Math.abs(a.x - b.x) * 0.06);
    // The curve comes three quarters as high as its controls: it stays below the heads.
    const bow = Math.max(wanted, ((bands[0]?.top ?? 0) - ARCH_PX + 4 - high / 4) / 0.75);
    return path`M${a.x} ${a.y}C${a.x} ${bow} ${b.x} ${bow} ${b.x} ${b.y}`;
  }
  const middle = (a.y + b.y) / 2;
  // Down one column over other rows: beside what stands there, not through it.
  if (Math.abs(rowOf(a) - rowOf(b)) > 1 && Math.abs(a.x - b.x) < NEAR_PX) {
    const aside = (a.x + b.x) / 2 + ((Math.max(a.width, b.width) / 2 + 6) * 4) / 3;
    return path`M${a.x} ${a.y}C${aside} ${a.y + (middle - a.y) * 0.5} ${aside} ${b.y + (middle - b.y) * 0.5} ${b.x} ${b.y}`;
  }
  return path`M${a.x} ${a.y}C${a.x} ${middle} ${b.x} ${middle} ${b.x} ${b.y}`;
}
