import { purposes, type Seed, word } from '../base/random.ts';
import type { CompiledScenario } from '../compile/compiled.ts';
import type { EntryMasks } from './kernel.ts';

const LANES = 32;

/** Entry points of each block of 32 worlds: the same in every world, or one drawn for each. */
export function entryMasks(
  { entry, components, slots }: Pick<CompiledScenario, 'entry' | 'components' | 'slots'>,
  seed: Seed,
): (block: number) => EntryMasks {
  if (entry !== 'random') {
    const masks = Array.from(entry, (component) => [component, -1] as const);
    return () => masks;
  }
  // Nobody can take what is not born yet.
  const unborn = new Set(slots.slot);
  const candidates = Uint32Array.from({ length: components.count }, (_, v) => v).filter((v) => !unborn.has(v));
  const uniforms = new Uint32Array(LANES);
  return (block) => {
    const masks = new Map<number, number>();
    entryUniforms(seed, block, uniforms);
    for (let lane = 0; lane < LANES; lane++) {
      const component = candidates[Math.floor(((uniforms[lane] as number) / 2 ** 32) * candidates.length)] as number;
      masks.set(component, (masks.get(component) ?? 0) | (1 << lane));
    }
    return [...masks];
  };
}

/** The uniform of each world of a block that chooses its entry point: 32 planes of 32 bits, turned. */
export function entryUniforms(seed: Seed, block: number, into: Uint32Array): void {
  into.fill(0);
  for (let plane = 0; plane < 32; plane++) {
    const bits = word(seed, block, 0, 0, purposes.entry, 0, plane);
    for (let lane = 0; lane < LANES; lane++) into[lane] = ((into[lane] as number) << 1) | ((bits >>> lane) & 1);
  }
}
