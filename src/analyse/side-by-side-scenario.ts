import { type Layer, layers, type ThreatClass } from '../graph/kinds.ts';
import type { BlastRadius, Interval, Results, ScenarioResult } from '../measure/results.ts';

/** One entry point of the user's own, simulated by each family of classes and by both. */
export type SideBySideScenario = {
  readonly entry: readonly string[];
  /** Components other than the entry points. */
  readonly size: number;
  /** Reached, disabled or disclosed, by each family alone and by both together, in the same worlds. */
  readonly affected: ByFamily<Affected>;
  /**
   * Both together less the sum of each alone. Above 0: one family opens ways for the other. Below: both hit the same
   * components. The interval holds the ends of the three others against each other: wider than 95 %.
   */
  readonly beyondSum: { readonly mean: number; readonly within: Interval };
  /** Layers with components other than the entry points. */
  readonly layers: readonly ({ readonly layer: Layer; readonly size: number } & ByFamily<{
    readonly mean: number;
    readonly ci95: Interval;
  }>)[];
  /** Probability of being reached, which leaves out being only disabled or disclosed; of whom none reaches, no row. */
  readonly reach: readonly ({ readonly id: string } & ByFamily<{ readonly p: number; readonly ci95: Interval }>)[];
};

export type SideBySideFamily = 'stride' | 'agentic' | 'both';
export type ByFamily<T> = Readonly<Record<SideBySideFamily, T>>;

export type Affected = {
  readonly mean: number;
  readonly ci95: Interval;
  /** The parts; a component may be in several. */
  readonly reached: number;
  readonly disabled: number;
  readonly disclosed: number;
  readonly classes: readonly ThreatClass[];
};

/** Results of one suite, run once per family, over the same worlds. */
export type SideBySideRuns = ByFamily<Results>;

/** One scenario of the suite, as each family alone and both together leave it. */
export function sideBySideScenario(runs: SideBySideRuns, position: number): SideBySideScenario {
  const scenario = byFamily((family) => runs[family].scenarios[position] as ScenarioResult);
  const total = byFamily((family) => scenario[family].blastRadius.total);
  return {
    entry: scenario.both.entry,
    size: total.both.size,
    affected: byFamily((family) => affectedOf(scenario[family])),
    beyondSum: beyondSum(total),
    layers: layers.flatMap((layer) => {
      const scope = byFamily((family) => scenario[family].blastRadius.layers[`${layer}`]);
      const size = scope.both?.size ?? 0;
      return size === 0 ? [] : [{ layer, size, ...byFamily((family) => meanOf(scope[family] as BlastRadius)) }];
    }),
    reach: reachOf(scenario),
  };
}

const byFamily = <T>(of: (family: SideBySideFamily) => T): ByFamily<T> => ({
  stride: of('stride'),
  agentic: of('agentic'),
  both: of('both'),
});

const meanOf = ({ affected, affectedCi95 }: BlastRadius) => ({ mean: affected, ci95: affectedCi95 });

function affectedOf({ blastRadius: { total }, threats }: ScenarioResult): Affected {
  return {
    ...meanOf(total),
    reached: total.mean,
    disabled: total.disabled,
    disclosed: total.disclosed,
    classes: threats,
  };
}

/** The worlds are the same, so the difference varies at most as much as its three parts together. */
function beyondSum({ stride, agentic, both }: ByFamily<BlastRadius>): SideBySideScenario['beyondSum'] {
  const difference = (of: (radius: BlastRadius) => number, less: (radius: BlastRadius) => number): number =>
    of(both) - less(stride) - less(agentic);
  const low = ({ affectedCi95: [end] }: BlastRadius): number => end;
  const high = ({ affectedCi95: [, end] }: BlastRadius): number => end;
  const within: Interval = [difference(low, high), difference(high, low)];
  return {
    mean: difference(
      ({ affected }) => affected,
      ({ affected }) => affected,
    ),
    within,
  };
}

function reachOf({ stride, agentic, both }: ByFamily<ScenarioResult>): SideBySideScenario['reach'] {
  const rows = byFamily(
    (family) => new Map(({ stride, agentic, both }[family].reach ?? []).map((row) => [row.id, row])),
  );
  return (both.reach ?? []).flatMap(({ id, entry }) => {
    const row = byFamily((family) => {
      const { p, ci95 } = rows[family].get(id) ?? { p: 0, ci95: [0, 1] as const };
      return { p, ci95 };
    });
    const isReached = row.both.p > 0 || row.stride.p > 0 || row.agentic.p > 0;
    return entry === true || !isReached ? [] : [{ id, ...row }];
  });
}
