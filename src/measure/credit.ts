import type { Tally } from '../engine/tally.ts';
import { type Layer, layers, type ThreatClass } from '../graph/kinds.ts';
import type { ScenarioResult } from './results.ts';

/** Share of all first infections that each class carried; the classes that carried none stand there with 0. */
export function classShares(
  { credit }: Pick<Tally, 'credit'>,
  classOf: (arc: number) => ThreatClass,
  threats: readonly ThreatClass[],
): ScenarioResult['classes'] {
  const carried = new Map<ThreatClass, number>(threats.map((threat) => [threat, 0]));
  let total = 0;
  for (let arc = 0; arc < credit.length; arc++) {
    const infections = credit[arc] as number;
    total += infections;
    if (infections > 0) carried.set(classOf(arc), (carried.get(classOf(arc)) ?? 0) + infections);
  }
  return Object.fromEntries([...carried].map(([threat, infections]) => [threat, total === 0 ? 0 : infections / total]));
}

/** Share of worlds in which the arc made the first infection of its target. */
export const creditShare = ({ credit, worlds }: Pick<Tally, 'credit' | 'worlds'>, arc: number): number =>
  worlds === 0 ? 0 : (credit[arc] ?? 0) / worlds;

/**
 * First infections per world from layer to layer; pairs without any are left out.
 * @param sourceLayer - per arc, 1 to 7
 * @param targetLayer - per arc, 1 to 7
 */
export function layerFlow(
  { credit, worlds }: Pick<Tally, 'credit' | 'worlds'>,
  sourceLayer: ArrayLike<number>,
  targetLayer: ArrayLike<number>,
): ScenarioResult['flow'] {
  const counts = new Float64Array(64);
  for (let arc = 0; arc < credit.length; arc++) {
    const cell = (sourceLayer[arc] as number) * 8 + (targetLayer[arc] as number);
    counts[cell] = (counts[cell] as number) + (credit[arc] as number);
  }
  const rowOf = (from: Layer): ScenarioResult['flow'][Layer] =>
    Object.fromEntries(
      layers
        .filter((to) => (counts[from * 8 + to] as number) > 0)
        .map((to) => [to, (counts[from * 8 + to] as number) / worlds]),
    );
  return Object.fromEntries(
    layers.map((from) => [from, rowOf(from)] as const).filter(([, row]) => Object.keys(row ?? {}).length > 0),
  );
}
