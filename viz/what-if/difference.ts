import { SCOPES } from '../../src/engine/tally.ts';
import { pairedDifference } from '../../src/measure/paired-difference.ts';
import type { Estimate, LayerKey } from '../../src/measure/results.ts';
import type { EditedRun } from './edited-run.ts';

/**
 * Mean of (reached after - reached before) over the worlds that both have run, with its 95 % interval: what they have
 * in common cancels out. Models with one answer have one difference.
 * @param scope - 0 the whole, 1 to 7 a layer
 */
export function differenceOf(before: EditedRun, after: EditedRun, scope: number): Estimate {
  const [ran, changed] = [before.simulation, after.simulation];
  if (ran === null || changed === null) {
    const mean = meanIn(after, scope) - meanIn(before, scope);
    return { mean, ci95: [mean, mean] };
  }
  const worlds = Math.min(ran.worldsDone, changed.worldsDone);
  const [was, is] = [ran.sizesOf(worlds), changed.sizesOf(worlds)];
  const mean = (sumIn(is.sizes, scope) - sumIn(was.sizes, scope)) / Math.max(1, worlds);
  return pairedDifference(is, was, scope, { mean, worlds });
}

function sumIn(sizes: ArrayLike<number>, scope: number): number {
  let sum = 0;
  for (let at = scope; at < sizes.length; at += SCOPES) sum += sizes[at] as number;
  return sum;
}

function meanIn(run: EditedRun, scope: number): number {
  const { total, layers } = run.result().blastRadius;
  return scope === 0 ? total.mean : (layers[String(scope) as LayerKey]?.mean ?? 0);
}
