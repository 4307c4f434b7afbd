/** Corners of a line in px, from left to right. */
export type Polyline = readonly (readonly [x: number, y: number])[];

export type LabelPlace = { readonly x: number; readonly y: number };

type Area = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

const HEIGHT_PX = 16;
const GAP_PX = 3;
const STEP_PX = 9;
/** Nearer than this a line seems to be the one that is named. */
const NEAR_PX = 15;

/**
 * Where the name of each line stands beside it: close to its own line, far from the others, over none, inside the area.
 * Texts start at `x` and have their baseline at `y`.
 * @param widths - of the names, in px
 * @returns null for a name that finds no place
 */
export function labelPlaces(
  lines: readonly Polyline[],
  widths: readonly number[],
  area: Area,
): readonly (LabelPlace | null)[] {
  const points = lines.map(pointsAlong);
  const choices = points.map((own, i) =>
    own
      .flatMap(([x, y]) => boxesAt(x, y, widths[i] as number))
      .filter((box) => isInside(box, area))
      .map((box) => ({ box, cost: costOf(box, i, points) }))
      .toSorted((a, b) => a.cost - b.cost),
  );
  // Whoever is worst off chooses first.
  const leastOf = (i: number): number => choices[i]?.[0]?.cost ?? Number.POSITIVE_INFINITY;
  const order = [...lines.keys()].toSorted((a, b) => leastOf(b) - leastOf(a));
  const taken: Area[] = [];
  const places: (LabelPlace | null)[] = lines.map(() => null);
  for (const i of order) {
    const best = choices[i]?.find(({ box }) => !taken.some((other) => areTouching(box, other)))?.box;
    if (best === undefined) continue;
    taken.push(best);
    places[i] = { x: best.left, y: best.bottom - 4 };
  }
  return places;
}

/** Above the line and below it, beginning or ending at the point; beside it where it falls. */
const boxesAt = (x: number, y: number, width: number): Area[] =>
  [
    [x, y - HEIGHT_PX - GAP_PX],
    [x - width, y - HEIGHT_PX - GAP_PX],
    [x, y + GAP_PX],
    [x - width, y + GAP_PX],
    [x + 2 * GAP_PX, y - HEIGHT_PX / 2],
  ].map(([left = 0, top = 0]) => ({ left, top, right: left + width, bottom: top + HEIGHT_PX }));

/** Points of lines under the name cost most, then a line that is about as near to it as its own. */
function costOf(box: Area, own: number, points: readonly Polyline[]): number {
  let cost = 0;
  for (const [i, line] of points.entries()) {
    let nearest = Number.POSITIVE_INFINITY;
    let near = 0;
    for (const [x, y] of line) {
      const away = distance(box, x, y);
      nearest = Math.min(nearest, away);
      if (away < 2) cost += i === own ? 5 : 8;
      if (away <= GAP_PX + 2) near++;
    }
    // The more of its own line runs along a name, the clearer whose it is.
    if (i === own) cost -= Math.min(near, 5) * 0.8;
    else if (nearest < NEAR_PX) cost += (NEAR_PX - nearest) * 0.7;
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
