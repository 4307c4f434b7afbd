import type { ArcDetail, Details, Results, ScenarioDetails } from '../src/measure/results.ts';

/**
 * The data of a page as JSON that is safe inside a script element. Scenarios of a suite mostly share their arcs, so
 * each arc stands there once; fractions keep six digits, which no picture can show; what only other tools read is left out.
 */
export function embed(results: Results, details: Details): string {
  const arcs = new Map<string, number>();
  const keep = (arc: ArcDetail): number => {
    const key = JSON.stringify(packArc(arc));
    const known = arcs.get(key) ?? arcs.size;
    arcs.set(key, known);
    return known;
  };
  const scenarios = details.scenarios.map(({ arcs: own, ...rest }) => ({
    ...rest,
    arcs: own.map((arc) => [keep(arc), arc.share]),
  }));
  const packed = {
    results: { ...results, scenarios: results.scenarios.map(({ credit: _, ...scenario }) => scenario) },
    details: { ...details, scenarios },
    arcs: [...arcs.keys()].map((key): unknown => JSON.parse(key)),
  };
  return JSON.stringify(packed, shorten).replaceAll('<', '\\u003c');
}

/** The other way round, in the page. Arc ids are not kept. */
export function unpack(json: string): { readonly results: Results; readonly details: Details } {
  const { results, details, arcs } = JSON.parse(json) as Packed;
  const scenarios = details.scenarios.map(({ arcs: own, ...rest }) => ({
    ...rest,
    arcs: own.map(([k, share]) => unpackArc(arcs[k] as PackedArc, share, details.relations)),
  }));
  return { results, details: { ...details, scenarios } };
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
  readonly arcs: readonly (readonly [arc: number, share: number])[];
};
type Packed = {
  readonly results: Results;
  readonly details: Omit<Details, 'scenarios'> & { readonly scenarios: readonly PackedScenario[] };
  readonly arcs: readonly PackedArc[];
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

const shorten = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
