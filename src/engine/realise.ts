import { atLeastOnce } from '../base/at-least-once.ts';
import { blockUniform, type Seed } from '../base/random.ts';
import type { CompiledScenario } from '../compile/compiled.ts';
import { quantileOfBelief } from '../graph/belief-quantile.ts';
import { arcTrust } from './arc-trust.ts';
import { layIntervals } from './in-arc-intervals.ts';
import { stoppedShare } from './stopped-share.ts';

/**
 * A block's probabilities as thresholds: a draw passes if its 32-bit uniform is below the threshold,
 * 0 (never) to 2^32 (always).
 */
export type Thresholds = {
  /** Per arc: base probability; in `linear-threshold` the weight, that is the length of its interval. */
  readonly arc: Float64Array;
  /** Per arc, only in `linear-threshold`: where its interval of the target's uniform starts. */
  readonly start: Float64Array;
  /** Per guard: 1 - effectiveness, and the same times the alert factor. */
  readonly guard: Float64Array;
  readonly alertedGuard: Float64Array;
  readonly exercise: Float64Array;
  readonly detect: Float64Array;
  /** The same of agents that collude. */
  readonly detectColluding: Float64Array;
  readonly birth: Float64Array;
  /** One element each. */
  readonly coin: Float64Array;
  readonly purge: Float64Array;
  readonly repair: Float64Array;
  readonly restore: Float64Array;
  readonly recovery: Float64Array;
  readonly incubation: Float64Array;
};

/** Gives the thresholds of a block; the same object each time, overwritten. Without uncertain inputs they never change. */
export function prepareRealise(scenario: CompiledScenario, seed: Seed): (block: number) => Thresholds {
  const { parameters, arcs, inArcs, guards, relations, watches, slots } = scenario;
  const quantiles = parameters.beliefs.map(quantileOfBelief);
  const values = new Float64Array(quantiles.length);
  const thresholds: Thresholds = {
    arc: new Float64Array(arcs.count),
    start: new Float64Array(inArcs === null ? 0 : arcs.count),
    guard: new Float64Array(guards.count),
    alertedGuard: new Float64Array(guards.count),
    exercise: new Float64Array(relations.count),
    detect: new Float64Array(watches.count),
    detectColluding: new Float64Array(scenario.components.colludes === null ? 0 : watches.count),
    birth: new Float64Array(slots.count),
    coin: new Float64Array(1),
    purge: new Float64Array(1),
    repair: new Float64Array(1),
    restore: new Float64Array(1),
    recovery: new Float64Array(1),
    incubation: new Float64Array(1),
  };
  const draw = (block: number): Thresholds => {
    for (let i = 0; i < values.length; i++) {
      const key = { low: parameters.keyLow[i] as number, high: parameters.keyHigh[i] as number };
      values[i] = (quantiles[i] as (u: number) => number)(blockUniform(seed, block, key));
    }
    fill(scenario, values, thresholds);
    return thresholds;
  };
  if (parameters.uncertain) return draw;
  draw(0);
  return () => thresholds;
}

/** Base probability of every arc: (1 - (1 - channel)^attempts) x trust x (1 - hardening); with factors it may pass 1. */
export function arcProbabilities(
  { arcs }: Pick<CompiledScenario, 'arcs'>,
  values: Float64Array,
  into: Float64Array,
): void {
  for (let a = 0; a < arcs.count; a++) {
    const channel = atLeastOnce(values[arcs.channel[a] as number] as number, arcs.attempts[a] as number);
    const own = values[arcs.trust[a] as number] as number;
    const trust = arcs.factors === null ? own : arcTrust(arcs.factors, a, own, values);
    const hardening = values[arcs.hardening[a] as number] as number;
    into[a] = channel * trust * (1 - hardening);
  }
}

function arcThresholds(scenario: Pick<CompiledScenario, 'arcs'>, values: Float64Array, into: Float64Array): void {
  arcProbabilities(scenario, values, into);
  for (let a = 0; a < into.length; a++) into[a] = thresholdOf(into[a] as number);
}

const thresholdOf = (probability: number): number => Math.round(Math.min(1, Math.max(0, probability)) * 2 ** 32);

function fill(scenario: CompiledScenario, values: Float64Array, thresholds: Thresholds): void {
  const { arcs, inArcs, guards, relations, watches, slots, settings } = scenario;
  arcThresholds(scenario, values, thresholds.arc);
  if (inArcs !== null) {
    const compiled = new Float64Array(inArcs.of.count);
    arcThresholds({ arcs: inArcs.of }, values, compiled);
    layIntervals(arcs, inArcs, compiled, thresholds);
  }
  for (let g = 0; g < guards.count; g++) {
    const pass = 1 - stoppedShare(guards, g, values[guards.effectiveness[g] as number] as number);
    thresholds.guard[g] = thresholdOf(pass);
    thresholds.alertedGuard[g] = thresholdOf(pass * settings.alertFactor);
  }
  const copy = (into: Float64Array, positions: Uint32Array): void => {
    for (let i = 0; i < into.length; i++) into[i] = thresholdOf(values[positions[i] as number] as number);
  };
  copy(thresholds.exercise, relations.rate);
  copy(thresholds.detect, watches.detection);
  const unhidden = 1 - (values[settings.collusion] as number);
  for (let w = 0; w < thresholds.detectColluding.length; w++) {
    thresholds.detectColluding[w] = thresholdOf((values[watches.detection[w] as number] as number) * unhidden);
  }
  copy(thresholds.birth, slots.rate);
  thresholds.coin[0] = thresholdOf(values[settings.monoculture] as number);
  thresholds.purge[0] = thresholdOf(values[settings.purge] as number);
  thresholds.repair[0] = thresholdOf(values[settings.repair] as number);
  thresholds.restore[0] = thresholdOf(values[settings.restore] as number);
  thresholds.recovery[0] = thresholdOf(values[settings.recovery] as number);
  thresholds.incubation[0] = thresholdOf(values[settings.incubation] as number);
}
