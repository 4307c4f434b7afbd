import { layers } from '../../src/graph/kinds.ts';
import { controlOff } from '../../src/measure/control-off.ts';
import type { Estimate, LayerKey, PairedScenarios, ScenarioResult } from '../../src/measure/results.ts';
import { nameOf, type View } from '../view.ts';
import { peersInRuns } from './peers.ts';

/** A scenario before a change and after it, and the difference between the two. */
export type Comparison = {
  /** Stable: id of the variant, or label of the other run. */
  readonly key: string;
  readonly what: 'control' | 'setting' | 'run';
  /** What was changed: `without input-guardrail`, `rate=0.3`, the name of the other run. */
  readonly change: string;
  /** What it was before, where that has a name of its own. */
  readonly from: string;
  readonly before: ScenarioResult;
  readonly after: ScenarioResult;
  /** After minus before, in components reached per world. */
  readonly total: Estimate;
  readonly layers: Readonly<Partial<Record<LayerKey, Estimate>>>;
  /** In the same worlds; else each side has worlds of its own, and the interval is wider. */
  readonly isPaired: boolean;
};

/** Largest difference first; those that may be none last. Empty if the view holds nothing to compare. */
export function comparisons(view: View): Comparison[] {
  const all = view.others.length > 0 ? runsOf(view) : pairsOf(view);
  return all.toSorted((a, b) => Number(isNone(a.total)) - Number(isNone(b.total)) || size(b) - size(a));
}

/** The one that is asked for by its key; else the one that the shown scenario is the end of; else the largest. */
export function chosenComparison(view: View, choice: string | undefined): Comparison | undefined {
  const all = comparisons(view);
  return all.find(({ key }) => key === choice) ?? all.find(({ after }) => after === view.scenario) ?? all[0];
}

/** No difference was seen: the interval holds 0. */
export const isNone = ({ ci95: [low, high] }: Estimate): boolean => low <= 0 && high >= 0;

const size = ({ total }: Comparison): number => Math.abs(total.mean);

/** Those of the shown scenario, or if it is a variant itself those of what it is a variant of. */
function pairsOf(view: View): Comparison[] {
  const { id } = view.scenario;
  const pairs = view.details.pairs ?? [];
  const own = pairs.filter(({ baseline }) => baseline === id);
  const baseline = own.length > 0 ? id : pairs.find(({ variant }) => variant === id)?.baseline;
  const scenarioOf = new Map(view.results.scenarios.map((scenario) => [scenario.id, scenario]));
  return pairs.flatMap((pair) => {
    const [before, after] = [scenarioOf.get(pair.baseline), scenarioOf.get(pair.variant)];
    if (pair.baseline !== baseline || before === undefined || after === undefined) return [];
    return [{ ...described(view, pair), before, after, total: pair.total, layers: pair.layers, isPaired: true }];
  });
}

function described(
  view: View,
  { baseline, variant }: PairedScenarios,
): Pick<Comparison, 'key' | 'what' | 'change' | 'from'> {
  const off = controlOff(variant);
  if (off !== null && controlOff(baseline) === null)
    return { key: variant, what: 'control', change: `without ${nameOf(view, off)}`, from: 'all controls' };
  const [before, after] = [baseline.split('/'), variant.split('/')];
  return {
    key: variant,
    what: 'setting',
    change: after.filter((part) => !before.includes(part)).join(', '),
    from: before.filter((part) => !after.includes(part)).join(', '),
  };
}

function runsOf(view: View): Comparison[] {
  const [first, ...others] = peersInRuns(view);
  if (first === undefined) return [];
  return others.map(({ label, scenario }) => {
    const [before, after] = [first.scenario.blastRadius, scenario.blastRadius];
    return {
      key: label,
      what: 'run',
      change: label,
      from: first.label,
      before: first.scenario,
      after: scenario,
      total: unpaired(before.total, after.total),
      layers: Object.fromEntries(
        layers.flatMap((layer) => {
          const [one, other] = [before.layers[`${layer}`], after.layers[`${layer}`]];
          return one === undefined || other === undefined ? [] : [[layer, unpaired(one, other)]];
        }),
      ),
      isPaired: false,
    };
  });
}

/**
 * Difference of two means whose intervals are known and nothing else; they may have worlds in common, then it is wider
 * than need be.
 * @see Zou and Donner (2008), Construction of confidence limits about effect measures (MOVER)
 */
export function unpaired(before: Estimate, after: Estimate): Estimate {
  const mean = after.mean - before.mean;
  const reach = (low: number, high: number): number => Math.sqrt(low * low + high * high);
  return {
    mean,
    ci95: [
      mean - reach(after.mean - after.ci95[0], before.ci95[1] - before.mean),
      mean + reach(after.ci95[1] - after.mean, before.mean - before.ci95[0]),
    ],
  };
}
