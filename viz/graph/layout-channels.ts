import type { Place } from './layout-places.ts';
import type { Port } from './layout-ports.ts';

/** The space above a row, in which lines change their x. */
export type Channel = {
  readonly top: number;
  readonly bottom: number;
  /** Number of levels at which lines run in it. */
  readonly tracks: number;
  /** Nothing is above it. */
  readonly isFirst: boolean;
};

/** What a line does in one channel. */
export type Piece = {
  /** The row below the channel. */
  readonly channel: number;
  /** Where it enters and where it leaves, in the direction of the relation. */
  readonly from: number;
  readonly to: number;
  /** At which level it runs from one to the other, 0 on top; null: it goes straight, or nearly. */
  readonly track: number | null;
};

/** A line may lean so far, in px, before it takes a track. */
const LEAN_PX = 7;

/**
 * Splits every relation into what it does between two rows, and gives those pieces that run level a track each, so that
 * no two overlap and few cross.
 */
export function layChannels(
  chains: readonly (readonly Place[])[],
  ports: readonly (readonly [Port, Port] | null)[],
  rowCount: number,
): { readonly pieces: Piece[][]; readonly trackCounts: readonly number[] } {
  const pieces = chains.map((chain, i) => piecesOf(chain, ports[i] ?? null));
  const trackCounts = Array.from({ length: rowCount }, (_, channel) => {
    const here = pieces.flatMap((list, relation) =>
      list.flatMap((piece, k) =>
        piece.channel === channel && piece.track !== null
          ? [{ relation, k, run: runOf(piece, chains[relation] as Place[]) }]
          : [],
      ),
    );
    const tracks = assignTracks(here.map(({ run }) => run));
    for (const [n, { relation, k }] of here.entries()) {
      const list = pieces[relation] as Piece[];
      list[k] = { ...(list[k] as Piece), track: tracks[n] as number };
    }
    return Math.max(0, ...tracks.map((track) => track + 1));
  });
  return { pieces, trackCounts };
}

function piecesOf(chain: readonly Place[], ports: readonly [Port, Port] | null): Piece[] {
  if (ports === null) return [];
  const [from, to] = ports;
  if (from.card.row === to.card.row) return [{ channel: from.card.row, from: from.x, to: to.x, track: 0 }];
  const xs = [from.x, ...chain.slice(1, -1).map(({ x }) => x), to.x];
  return xs.slice(1).map((x, i) => {
    const before = xs[i] as number;
    const channel = Math.max((chain[i] as Place).row, (chain[i + 1] as Place).row);
    return { channel, from: before, to: x, track: Math.abs(x - before) <= LEAN_PX ? null : 0 };
  });
}

/** A level piece, and where it comes from above and leaves below. */
type Run = {
  readonly low: number;
  readonly high: number;
  readonly up: readonly number[];
  readonly down: readonly number[];
};

function runOf({ from, to }: Piece, chain: readonly Place[]): Run {
  const [first, last] = [chain[0] as Place, chain.at(-1) as Place];
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  if (first.row === last.row) return { low, high, up: [], down: [from, to] };
  const [up, down] = last.row > first.row ? [from, to] : [to, from];
  return { low, high, up: [up], down: [down] };
}

/** Nearer than this, lines of two runs would lie on each other. */
const TOUCH_PX = 5;
const OVERLAP_COST = 4;

/** Crossings if `a` runs above `b`. */
function crossings(a: Run, b: Run): number {
  const inside = (xs: readonly number[], { low, high }: Run): number => xs.filter((x) => x > low && x < high).length;
  const overlaps = a.down.filter((x) => b.up.some((other) => Math.abs(x - other) < TOUCH_PX)).length;
  return inside(b.up, a) + inside(a.down, b) + overlaps * OVERLAP_COST;
}

function assignTracks(runs: readonly Run[]): number[] {
  const saved = runs.map((a) => runs.map((b) => crossings(b, a) - crossings(a, b)));
  const order = runs.map((_, i) => i).sort((a, b) => eager(runs[a] as Run) - eager(runs[b] as Run) || a - b);
  // Each is moved to where it crosses least, until nothing moves.
  for (let pass = 0, isBetter = true; isBetter && pass < MOST_PASSES; pass++) {
    isBetter = false;
    for (let i = 0; i + 1 < order.length; i++) {
      const [a, b] = [order[i] as number, order[i + 1] as number];
      if ((saved[a]?.[b] as number) >= 0) continue;
      [order[i], order[i + 1]] = [b, a];
      isBetter = true;
    }
  }
  const tracks = runs.map(() => 0);
  for (const [n, i] of order.entries()) {
    const before = order.slice(0, n).filter((j) => meets(runs[i] as Run, runs[j] as Run));
    tracks[i] = Math.max(0, ...before.map((j) => (tracks[j] as number) + 1));
  }
  return tracks;
}

const MOST_PASSES = 60;

/** Runs to the right lie the higher the farther right they begin, runs to the left the other way round. */
const eager = ({ low, high, up, down }: Run): number => {
  const [above, below] = [up[0] ?? down[0] ?? 0, down.at(-1) ?? 0];
  return above < below ? -low : high;
};

const meets = (a: Run, b: Run): boolean => a.low < b.high + CLEAR_PX && b.low < a.high + CLEAR_PX;
const CLEAR_PX = 10;
