/** Corners of a line in px, from left to right. */
export type Polyline = readonly (readonly [x: number, y: number])[];

export type LabelPlace = { readonly x: number; readonly y: number };

type Area = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

const HEIGHT_PX = 16;
const GAP_PX = 7;
const NEAR_PX = 36;
const STEP_PX = 9;

/**
 * Where the name of each line stands beside it: near its own line, far from the others, over none, inside the area. Texts
 * start at `x` and have their baseline at `y`. The first line chooses first.
 * @param widths - of the names, in px
 * @returns null for a name that finds no place
 */
export function labelPlaces(
  lines: readonly Polyline[],
  widths: readonly number[],
  area: Area,
): readonly (LabelPlace | null)[] {
  const taken: Area[] = [];
  const points = lines.map(pointsAlong);
  return lines.map((_, i) => {
    const width = widths[i] as number;
    let best: { readonly box: Area; readonly cost: number } | null = null;
    for (const [x, y] of points[i] as Polyline) {
      for (const box of boxesAt(x, y, width)) {
        if (!isInside(box, area) || taken.some((other) => areTouching(box, other))) continue;
        const cost = costOf(box, i, points);
        if (best === null || cost < best.cost) best = { box, cost };
      }
    }
    if (best === null) return null;
    taken.push(best.box);
    return { x: best.box.left, y: best.box.bottom - 4 };
  });
}

/** Right above the point, left below it; right and left of it. */
const boxesAt = (x: number, y: number, width: number): Area[] =>
  [
    [x + GAP_PX, y - HEIGHT_PX - 3],
    [x - GAP_PX - width, y + 3],
    [x + GAP_PX + 2, y - HEIGHT_PX / 2],
    [x - GAP_PX - width - 2, y - HEIGHT_PX / 2],
  ].map(([left = 0, top = 0]) => ({ left, top, right: left + width, bottom: top + HEIGHT_PX }));

/** Points of lines under the name cost most, then those of other lines near it, which would make it ambiguous. */
function costOf(box: Area, own: number, points: readonly Polyline[]): number {
  let cost = 0;
  for (const [i, line] of points.entries()) {
    for (const [x, y] of line) {
      const away = distance(box, x, y);
      if (away < 2) cost += i === own ? 4 : 8;
      else if (i !== own && away < NEAR_PX) cost += (NEAR_PX - away) / NEAR_PX;
    }
  }
  return cost;
}

/** One every few px: what lies between two corners counts as well. */
function pointsAlong(line: Polyline): Polyline {
  const points: [number, number][] = [];
  for (const [i, [x, y]] of line.entries()) {
    const [u, v] = line[i + 1] ?? [x, y];
    const steps = Math.max(1, Math.ceil((Math.abs(u - x) + Math.abs(v - y)) / STEP_PX));
    for (let s = 0; s < steps; s++) {
      const point: [number, number] = [x + ((u - x) * s) / steps, y + ((v - y) * s) / steps];
      const last = points.at(-1);
      if (last === undefined || Math.abs(point[0] - last[0]) + Math.abs(point[1] - last[1]) >= STEP_PX / 2)
        points.push(point);
    }
  }
  return points;
}

const distance = (box: Area, x: number, y: number): number =>
  Math.max(box.left - x, x - box.right, 0) + Math.max(box.top - y, y - box.bottom, 0);

const isInside = (box: Area, area: Area): boolean =>
  box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom;

const areTouching = (a: Area, b: Area): boolean =>
  a.left < b.right + 4 && b.left < a.right + 4 && a.top < b.bottom && b.top < a.bottom;
