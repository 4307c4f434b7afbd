import type { ComponentDetail, Details, ScenarioResult } from '../../src/measure/results.ts';
import { group, h, type Markup, path } from '../markup.ts';
import { type Palette, reachStep } from '../theme.ts';
import { stressLayout } from './stress-layout.ts';
import type { TopologyRow } from './topology-rows.ts';

/** Beyond so many, dots of a sketch this small would lie on each other. */
const MOST_DOTS = 80;

export const SKETCH_PX = 40;

/** The shape of a system in 40 px, filled by how often each component is reached: its graph, or if that is large its layers. */
export function topologySketch({ details, scenarios }: TopologyRow, palette: Palette): Markup {
  const { components } = details;
  const reach = meanReach(components, scenarios);
  return components.length > MOST_DOTS ? layerBars(components, reach, palette) : graphOf(details, reach, palette);
}

/** Share of worlds, over all scenarios; entry points count as reached. */
function meanReach(components: readonly ComponentDetail[], scenarios: readonly ScenarioResult[]): number[] {
  const sums = new Map<string, number>();
  for (const { reach = [] } of scenarios) for (const { id, p } of reach) sums.set(id, (sums.get(id) ?? 0) + p);
  return components.map(({ id }) => (sums.get(id) ?? 0) / Math.max(1, scenarios.length));
}

function graphOf({ components, relations }: Details, reach: readonly number[], palette: Palette): Markup {
  const at = new Map(components.map(({ id }, i) => [id, i]));
  const links = relations.flatMap(({ from, to }): (readonly [number, number])[] => {
    const [a, b] = [at.get(from), at.get(to)];
    return a === undefined || b === undefined || a === b ? [] : [[Math.min(a, b), Math.max(a, b)]];
  });
  const places = stressLayout(components.length, links);
  const radius = components.length <= 12 ? 3.4 : components.length <= 30 ? 2.4 : 1.6;
  const room = SKETCH_PX / 2 - radius - 0.5;
  const most = Math.max(...places.map(([x, y]) => Math.max(Math.abs(x), Math.abs(y))), 1e-9);
  const point = (i: number): [number, number] => {
    const [x, y] = places[i] ?? [0, 0];
    return [SKETCH_PX / 2 + (x / most) * room, SKETCH_PX / 2 + (y / most) * room];
  };
  const seen = new Set(links.map(([a, b]) => `${a} ${b}`));
  const lines = [...seen].map((key) => {
    const [[x, y], [u, v]] = key.split(' ').map((i) => point(Number(i))) as [[number, number], [number, number]];
    return path`M${x} ${y}L${u} ${v}`;
  });
  return group(
    h('path', { d: lines.join(''), fill: 'none', stroke: palette.rule, 'stroke-width': 0.8 }),
    components.map((_, i) => {
      const [cx, cy] = point(i);
      return h('circle', {
        cx,
        cy,
        r: radius,
        fill: palette.reach[reachStep(reach[i] ?? 0)],
        stroke: palette.rule,
        'stroke-width': 0.8,
      });
    }),
  );
}

/** A bar per layer, 7 on top, as long as it has components. */
function layerBars(components: readonly ComponentDetail[], reach: readonly number[], palette: Palette): Markup {
  const rows = [7, 6, 5, 4, 3, 2, 1].map((layer) => {
    const own = components.flatMap((component, i) => (component.layer === layer ? [reach[i] ?? 0] : []));
    return { count: own.length, share: own.reduce((sum, p) => sum + p, 0) / Math.max(1, own.length) };
  });
  const most = Math.max(...rows.map(({ count }) => count));
  const pitch = SKETCH_PX / rows.length;
  return group(
    rows.map(({ count, share }, i) =>
      count === 0
        ? null
        : h('rect', {
            x: 0.5,
            y: i * pitch + 0.5,
            width: Math.max(1.5, (count / most) * (SKETCH_PX - 1)),
            height: pitch - 1.5,
            fill: palette.reach[reachStep(share)],
            stroke: palette.rule,
            'stroke-width': 0.8,
          }),
    ),
  );
}
