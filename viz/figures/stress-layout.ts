/** Position of each node, anywhere in the plane. */
export type Point = readonly [x: number, y: number];

const SWEEPS = 120;

/**
 * Places nodes so that their distances on paper are near their distances in the graph: a star looks like a star, a cycle like
 * a circle. Wider than high; the same on every machine, as it needs no more than the four operations and roots.
 * @param links - pairs of positions below `nodes`; directions do not count
 * @see Gansner, Koren and North (2005), Graph drawing by stress majorization
 */
export function stressLayout(nodes: number, links: readonly (readonly [number, number])[]): readonly Point[] {
  const apart = distances(nodes, links);
  let places: readonly Point[] = onCircle(orderOf(apart));
  for (let sweep = 0; sweep < SWEEPS; sweep++) places = places.map((_, i) => majorized(i, places, apart));
  return lyingFlat(places);
}

function majorized(i: number, places: readonly Point[], apart: readonly (readonly number[])[]): Point {
  const [xi, yi] = places[i] as Point;
  let [x, y, weights] = [0, 0, 0];
  for (const [j, [xj, yj]] of places.entries()) {
    const d = apart[i]?.[j] ?? 0;
    if (i === j || d === 0) continue;
    const weight = 1 / (d * d);
    const [dx, dy] = [xi - xj, yi - yj];
    const length = Math.sqrt(dx * dx + dy * dy);
    const stretch = length > 0 ? d / length : 0;
    x += weight * (xj + dx * stretch);
    y += weight * (yj + dy * stretch);
    weights += weight;
  }
  return weights > 0 ? [x / weights, y / weights] : [xi, yi];
}

/** Hops from each to each; between parts that do not hang together one more than the longest. */
function distances(nodes: number, links: readonly (readonly [number, number])[]): number[][] {
  const next: number[][] = Array.from({ length: nodes }, () => []);
  for (const [a, b] of links) {
    if (a === b) continue;
    next[a]?.push(b);
    next[b]?.push(a);
  }
  const rows = Array.from({ length: nodes }, (_, start) => {
    const row = Array<number>(nodes).fill(-1);
    row[start] = 0;
    const queue = [start];
    for (const u of queue) {
      for (const v of next[u] ?? []) {
        if (row[v] !== -1) continue;
        row[v] = (row[u] as number) + 1;
        queue.push(v);
      }
    }
    return row;
  });
  const far = 1 + rows.reduce((most, row) => Math.max(most, ...row), 0);
  return rows.map((row) => row.map((d) => (d === -1 ? far : d)));
}

/** Around the circle one after the other, each beside the nearest that is left: the start decides how tangled the end is. */
function orderOf(apart: readonly (readonly number[])[]): number[] {
  const rest = new Set(apart.keys());
  const eccentricity = apart.map((row) => Math.max(0, ...row));
  let at = eccentricity.indexOf(Math.max(0, ...eccentricity));
  const order: number[] = [];
  while (rest.delete(at)) {
    order.push(at);
    let best = -1;
    for (const other of rest)
      if (best < 0 || (apart[at]?.[other] as number) < (apart[at]?.[best] as number)) best = other;
    at = best;
  }
  return order;
}

/** Points of a circle without sines: (1 - t², 2t) / (1 + t²), half of it for each sign. */
function onCircle(order: readonly number[]): Point[] {
  const places: Point[] = order.map(() => [0, 0]);
  const radius = order.length / 4;
  for (const [k, node] of order.entries()) {
    const turn = (4 * k) / order.length;
    const side = turn < 2 ? 1 : -1;
    const t = (turn % 2) - 1;
    const scale = (side * radius) / (1 + t * t);
    places[node] = [2 * t * scale, (1 - t * t) * scale];
  }
  return places;
}

/** Turned so that it is as wide as can be, about its middle. */
function lyingFlat(places: readonly Point[]): Point[] {
  const n = Math.max(1, places.length);
  const middle = [0, 1].map((axis) => places.reduce((sum, place) => sum + (place[axis] as number), 0) / n);
  const moved = places.map(([x, y]): Point => [x - (middle[0] as number), y - (middle[1] as number)]);
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of moved) {
    xx += x * x;
    xy += x * y;
    yy += y * y;
  }
  const half = (xx - yy) / 2;
  const root = Math.sqrt(half * half + xy * xy);
  const [ax, ay] = [half + root, xy];
  const length = Math.sqrt(ax * ax + ay * ay);
  // A cross or a circle is as wide either way.
  if (length < 1e-6 * Math.max(1, xx + yy)) return moved;
  const [c, s] = [ax / length, ay / length];
  return moved.map(([x, y]): Point => [c * x + s * y, c * y - s * x]);
}
