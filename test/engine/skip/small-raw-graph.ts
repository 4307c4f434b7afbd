import fc from 'fast-check';
import { Arena } from '../../../src/base/arena.ts';
import { chanceOf } from '../../../src/base/random.ts';
import type { RawGraph } from '../../../src/compile/raw-arcs.ts';
import { openKernels } from '../../../src/engine/wasm/kernel-module.ts';
import type { SmallGraph } from '../validation-graphs.ts';
import { wasmModule } from '../wasm-module.ts';

/** Source, target, chance. */
export type Arc = readonly [u: number, v: number, chance: number];

const module = wasmModule();
export const kernelsOf = ({ memory }: { readonly memory: WebAssembly.Memory | null }) =>
  openKernels(module, memory as WebAssembly.Memory);

/** A raw graph of nodes 0 to n - 1; with `one`, every arc has that chance and its own is ignored. */
export function rawGraph(n: number, arcs: readonly Arc[], one?: number): RawGraph {
  const arena = new Arena();
  const sorted = [...arcs].sort((a, b) => a[0] - b[0] || a[1] - b[1] || b[2] - a[2]);
  const offsets = arena.uint32(n + 1);
  const target = arena.uint32(sorted.length);
  const chance = arena.uint32(sorted.length);
  for (const [a, [u, v, own]] of sorted.entries()) {
    target[a] = v;
    chance[a] = own;
    for (let w = u + 1; w <= n; w++) offsets[w]!++;
  }
  return {
    name: 'small',
    nodes: { count: n, nameOf: String, indexOf: Number },
    memory: arena.memory,
    offsets,
    target,
    chance: one ?? chance,
  };
}

export const rawGraphOf = ({ n, arcs }: SmallGraph): RawGraph =>
  rawGraph(
    n,
    arcs.map(([u, v, p]) => [u, v, chanceOf(p)]),
  );

export const anyChance = fc.oneof(
  fc.integer({ min: 0, max: 0xffffffff }),
  fc.double({ min: 0, max: 1, noNaN: true }).map(chanceOf),
  fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff, chanceOf(0.3), chanceOf(0.001)),
);

/** Up to 60 nodes, isolated ones among them; parallel arcs; one probability, few or many, from 2^-32 to 1. */
export const anyRawGraph: fc.Arbitrary<RawGraph> = fc.integer({ min: 1, max: 60 }).chain((n) => {
  const node = fc.nat(n - 1);
  const arcsWith = (chance: fc.Arbitrary<number>) =>
    fc
      .array(fc.tuple(node, node, chance), { maxLength: 400, size: 'max' })
      .map((arcs) => arcs.filter(([u, v]) => u !== v));
  return fc.oneof(
    fc.tuple(arcsWith(fc.constant(0)), anyChance).map(([arcs, one]) => rawGraph(n, arcs, one)),
    fc
      .array(anyChance, { minLength: 1, maxLength: 5 })
      .chain((chances) => arcsWith(fc.constantFrom(...chances)).map((arcs) => rawGraph(n, arcs))),
    arcsWith(anyChance).map((arcs) => rawGraph(n, arcs)),
  );
});

export const anySeed = fc.record({ low: fc.nat(0xffffffff), high: fc.nat(0xffffffff) });
