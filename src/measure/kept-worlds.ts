import type { Seed } from '../base/random.ts';
import type { Compilation } from '../compile/arcs.ts';
import { isSimulated } from '../engine/kernels.ts';
import { WORLDS_PER_BLOCK, watchShard } from '../engine/run-worlds.ts';
import type { Tally } from '../engine/tally.ts';
import type { KeptWorld } from './results.ts';

const SAMPLES = 24;

type Wanted = { readonly world: number; readonly label: KeptWorld['label'] };

/**
 * Single worlds to look at: a typical one, one of the median size, one among the worst 5 %, and the first few. A
 * world is a function of its number, so they are simply run again, with someone listening.
 * @param typical - number of the typical one; null: nobody has looked for it
 * @param componentOf - node of the compiled scenario -> position in the report's list of components
 */
export function keptWorlds(
  { compiled }: Compilation,
  tally: Tally,
  seed: Seed,
  sizes: { p50: number; p95: number },
  typical: number | null,
  componentOf: (node: number) => number,
): KeptWorld[] {
  if (tally.changes === null || !isSimulated(compiled.model)) return [];
  const special: Wanted[] = [
    ...(typical === null ? [] : [{ world: typical, label: 'typical' } as const]),
    { world: tally.firstWorldOf[sizes.p50] as number, label: 'median' },
    { world: tally.firstWorldOf[sizes.p95] as number, label: 'worst 5 %' },
  ];
  const samples = Array.from(
    { length: Math.min(SAMPLES, tally.worlds) },
    (_, world): Wanted => ({ world, label: 'sample' }),
  );
  const wanted = [...special.filter(({ world }) => Number.isFinite(world)), ...samples];
  const blocks = new Map<number, Wanted[]>();
  for (const world of wanted) {
    const block = Math.floor(world.world / WORLDS_PER_BLOCK);
    blocks.set(block, [...(blocks.get(block) ?? []), world]);
  }
  const kept = new Map<Wanted, KeptWorld>();
  for (const [block, worlds] of blocks) {
    const reached = worlds.map((): [number, number, number][] => []);
    const listen = (v: number, mask: number, round: number, arc: number): void => {
      for (const [i, { world }] of worlds.entries()) {
        if ((mask >>> (world % WORLDS_PER_BLOCK)) & 1) reached[i]?.push([componentOf(v), round, arc]);
      }
    };
    const shard = { fromWorld: block * WORLDS_PER_BLOCK, toWorld: (block + 1) * WORLDS_PER_BLOCK };
    watchShard(compiled, seed, shard, listen);
    for (const [i, { world, label }] of worlds.entries()) {
      const events = reached[i] as [number, number, number][];
      const entries =
        compiled.entry === 'random' ? [] : Array.from(compiled.entry, (v) => [componentOf(v), 0, -1] as const);
      kept.set(worlds[i] as Wanted, { world, label, size: events.length, reached: [...entries, ...events] });
    }
  }
  return wanted.map((world) => kept.get(world) as KeptWorld);
}
