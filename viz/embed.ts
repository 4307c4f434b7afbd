import type { ArcDetail, Details, Reach, Results, ScenarioDetails, ScenarioResult } from '../src/measure/results.ts';
import { mergeReplicas } from './merge-replicas.ts';
import type { NamedRun } from './view.ts';

/**
 * The runs of a page as JSON that is safe inside a script element. Scenarios of a suite mostly share their arcs, so
 * each arc stands there once; so do the ids of components in the rows of reach; curves end where nothing moves any
 * more; numbers keep the digits that pictures and tables show; what only other tools read is left out.
 */
export const embed = (runs: readonly NamedRun[]): string =>
  JSON.stringify(runs.map(pack), shorten).replaceAll('<', '\\u003c');

/** The other way round, in the page. Arc ids and models are not kept. */
export const unpack = (json: string): NamedRun[] => (JSON.parse(json) as Packed[]).map(unpackRun);

function pack({ label, results, details }: NamedRun) {
  const arcs = new Map<string, number>();
  const keep = (arc: ArcDetail): number => {
    const key = JSON.stringify(packArc(arc));
    const known = arcs.get(key) ?? arcs.size;
    arcs.set(key, known);
    return known;
  };
  const scenarios = details.scenarios.map(mergeReplicas).map(({ arcs: own, reachByRound, bands, ...rest }) => ({
    ...rest,
    arcs: own.map((arc) => [keep(arc), arc.share, ...(arc.copies === undefined ? [] : [arc.copies])]),
    reachByRound: reachByRound.map((row) => withoutTail(row.map(thousandths))),
    bands: withoutTail(bands),
  }));
  const { model: _, ...drawn } = details;
  return {
    label,
    results: {
      ...results,
      scenarios: results.scenarios.map(({ credit: _, reach, ...scenario }) => ({
        ...scenario,
        reach: reach?.map(packReach),
        curve: mapCurve(scenario.curve, (means) => withoutTail(means.map(thousandths))),
      })),
    },
    ids: results.scenarios[0]?.reach?.map(({ id }) => id) ?? [],
    rounds: results.scenarios.map(({ curve }) => curve.total.length),
    details: { ...drawn, scenarios },
    arcs: [...arcs.keys()].map((key): unknown => JSON.parse(key)),
  };
}

function unpackRun({ label, results, details, arcs, ids, rounds }: Packed): NamedRun {
  const lengths = new Map(results.scenarios.map(({ id }, i) => [id, rounds[i] ?? 0]));
  const lengthOf = (id: string): number => lengths.get(id) ?? 0;
  const scenarios = details.scenarios.map(({ arcs: own, reachByRound, bands, ...rest }) =>
    whenAsked(rest, {
      reachByRound: () => reachByRound.map((row) => withTail(row, lengthOf(rest.id))),
      bands: () => withTail(bands, lengthOf(rest.id)),
      arcs: () =>
        own.map(([k, share, copies]) => ({
          ...unpackArc(arcs[k] as PackedArc, share, details.relations),
          ...(copies !== undefined && { copies }),
        })),
    }),
  );
  const curved = results.scenarios.map(({ reach, ...scenario }, i) => {
    const curve = mapCurve(scenario.curve, (means) => withTail(means, rounds[i] ?? 0));
    const whole = { ...scenario, curve };
    if (reach === undefined) return whole;
    return whenAsked(whole, { reach: () => reach.map((row, r) => unpackReach(ids[r] ?? '', row)) });
  });
  return { label, results: { ...results, scenarios: curved }, details: { ...details, scenarios } };
}

/**
 * With fields that are made when they are first read: of a hundred scenarios a reader looks at a few, and the page opens
 * without waiting for the others.
 */
function whenAsked<Now extends object, Late extends object>(
  now: Now,
  late: { readonly [K in keyof Late]: () => Late[K] },
): Now & Late {
  for (const [key, make] of Object.entries<() => unknown>(late)) {
    const get = (): unknown => {
      const value = make();
      Object.defineProperty(now, key, { value, enumerable: true });
      return value;
    };
    Object.defineProperty(now, key, { get, enumerable: true, configurable: true });
  }
  // The fields have just been put there.
  return now as Now & Late;
}

type PackedArc = readonly [
  relation: number,
  isAgainst: 0 | 1,
  threat: ArcDetail['threat'],
  probability: number,
  evidence: string,
  ends: readonly [from: string, to: string] | null,
];
type PackedScenario = Omit<ScenarioDetails, 'arcs'> & {
  readonly arcs: readonly (readonly [arc: number, share: number, copies?: number])[];
};
type PackedReach = readonly [p: number, low: number, high: number, isEntry?: 1];
type Packed = {
  readonly label: string;
  readonly results: Omit<Results, 'scenarios'> & {
    readonly scenarios: readonly (Omit<ScenarioResult, 'reach'> & { readonly reach?: readonly PackedReach[] })[];
  };
  readonly details: Omit<Details, 'scenarios'> & { readonly scenarios: readonly PackedScenario[] };
  readonly arcs: readonly PackedArc[];
  /** Components in the order of the rows of reach, which is that of ids in every scenario. */
  readonly ids: readonly string[];
  /** Of each scenario's curves, before their quiet ends were cut. */
  readonly rounds: readonly number[];
};

/** The ends follow from relation and direction; arcs between replicas or without relation say them. */
const packArc = ({ relation, direction, threat, probability, evidence, from, to }: ArcDetail): PackedArc => [
  relation,
  direction === 'against' ? 1 : 0,
  threat,
  probability,
  evidence,
  typeof relation === 'number' ? null : [from, to],
];

function unpackArc(
  [relation, isAgainst, threat, probability, evidence, ends]: PackedArc,
  share: number,
  relations: Details['relations'],
): ArcDetail {
  const related = relations[relation];
  const [from, to] =
    ends ?? (isAgainst ? [related?.to ?? '', related?.from ?? ''] : [related?.from ?? '', related?.to ?? '']);
  const direction = isAgainst ? 'against' : 'along';
  return {
    id: `${relation}>${direction}>${threat}`,
    relation,
    from,
    to,
    direction,
    threat,
    probability,
    evidence,
    share,
  };
}

/** The ends of an interval are shown with three digits at most. */
const packReach = ({ p, ci95: [low, high], entry }: Reach): PackedReach => {
  const ends = [Number(low.toPrecision(4)), Number(high.toPrecision(4))] as const;
  return entry === true ? [p, ...ends, 1] : [p, ...ends];
};

const unpackReach = (id: string, [p, low, high, isEntry]: PackedReach): Reach => ({
  id,
  p,
  ci95: [low, high],
  ...(isEntry === 1 ? { entry: true as const } : {}),
});

const shorten = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;

const thousandths = (value: number): number => Math.round(value * 1000) / 1000;

type Curve = ScenarioResult['curve'];

const mapCurve = ({ total, layers }: Curve, change: (means: readonly number[]) => readonly number[]): Curve => ({
  total: change(total),
  layers: Object.fromEntries(Object.entries(layers).map(([layer, means]) => [layer, change(means)])),
});

/** Once nothing moves any more, one round stands for all that follow. */
function withoutTail<T>(rounds: readonly T[]): T[] {
  const last = JSON.stringify(rounds.at(-1));
  let length = rounds.length;
  while (length > 1 && JSON.stringify(rounds[length - 2]) === last) length--;
  return rounds.slice(0, length);
}

function withTail<T>(rounds: readonly T[], length: number): T[] {
  const last = rounds.at(-1);
  return last === undefined ? [] : [...rounds, ...Array<T>(Math.max(0, length - rounds.length)).fill(last)];
}
