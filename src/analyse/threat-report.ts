import { engineVersion } from '../base/version.ts';
import type { Compilation } from '../compile/arcs.ts';
import { layers } from '../graph/kinds.ts';
import type { Results } from '../measure/results.ts';
import type { AppliedThreat, ThreatModel } from '../threats/applied-threat.ts';
import { type Maturity, maturities } from '../threats/maturities.ts';
import { trustIndex } from '../threats/trust-index.ts';
import type { Arrivals } from './arrivals.ts';
import { consequenceOf } from './consequence.ts';
import type { Consequence, ThreatDocument, ThreatRow } from './threat-document.ts';
import { threatRow } from './threat-row.ts';

/** The simulated scenario of every applied threat: compilation and result by the scenario's id. */
export type Simulated = {
  /** How an attacker gets to components that are not exposed. */
  readonly arrivals: Arrivals;
  readonly results: Results;
  readonly compilationOf: ReadonlyMap<string, Compilation>;
  readonly scenarioOf: (applied: AppliedThreat) => string;
};

export type ThreatReportOptions = {
  readonly maturity?: Maturity;
  readonly inputs?: ThreatDocument['inputs'];
  readonly assumptions?: readonly string[];
  readonly warnings?: readonly string[];
  readonly simulated?: Simulated;
};

/** The threat model as a document; with `simulated` each threat has its consequence, and the worst stand first. */
export function threatReport(model: ThreatModel, options: ThreatReportOptions = {}): ThreatDocument {
  const { ecosystem, atlasVersion } = model;
  const { maturity = 'feasible', inputs = [], assumptions = [], warnings = [], simulated } = options;
  const index = trustIndex(ecosystem);
  const rows = model.threats.map((applied) => threatRow(applied, index));
  return {
    schemaVersion: 1,
    name: ecosystem.name,
    engine: engineVersion,
    inputs,
    atlas: { version: atlasVersion },
    maturity,
    counts: countsOf(model, rows),
    threats: simulated === undefined ? rows : ranked(rows, model.threats, simulated),
    ...(simulated === undefined ? {} : { simulation: simulationOf(simulated) }),
    assumptions: [...new Set([...assumptions, ...(simulated?.results.assumptions ?? [])])],
    warnings: [...new Set([...warnings, ...(simulated?.results.warnings ?? [])])],
  };
}

function countsOf({ ecosystem }: ThreatModel, rows: readonly ThreatRow[]): ThreatDocument['counts'] {
  const byLayer = layers.flatMap((layer) => {
    const there = rows.filter(({ component }) => component.layer === layer).length;
    return there === 0 ? [] : [[String(layer), there] as const];
  });
  return {
    components: ecosystem.components.length,
    relations: ecosystem.relations.length,
    applied: rows.length,
    threats: new Set(rows.map(({ threat }) => threat)).size,
    controlled: rows.filter(({ controls }) => controls.length > 0).length,
    byLayer: Object.fromEntries(byLayer) as ThreatDocument['counts']['byLayer'],
    byMaturity: Object.fromEntries(
      maturities.map((one) => [one, rows.filter((row) => row.maturity === one).length]),
    ) as Record<Maturity, number>,
  };
}

function simulationOf({ results }: Simulated): NonNullable<ThreatDocument['simulation']> {
  const { scenarios, seed, partial } = results;
  return {
    model: scenarios[0]?.model ?? '',
    worlds: Math.max(0, ...scenarios.map(({ worlds }) => worlds)),
    seed,
    scenarios: scenarios.length,
    ...(partial === true && { partial }),
  };
}

/**
 * Worst first, by blast radius x likelihood; those to which nobody gets stand last, by blast radius. Threats that reach
 * nobody go by how many they disable or disclose. What an interrupted run did not come to has no consequence and no rank.
 */
function ranked(
  rows: readonly ThreatRow[],
  threats: readonly AppliedThreat[],
  { results, compilationOf, scenarioOf, arrivals }: Simulated,
): ThreatRow[] {
  const resultOf = new Map(results.scenarios.map((result) => [result.id, result]));
  const told = new Map<string, Omit<Consequence, 'rank'>>();
  const tell = (id: string): Omit<Consequence, 'rank'> | undefined => {
    const known = told.get(id);
    const result = resultOf.get(id);
    if (known !== undefined || result === undefined) return known;
    const arrival = arrivals.get(result.entry[0] as string) ?? null;
    const consequence = consequenceOf(compilationOf.get(id) as Compilation, result, arrival);
    told.set(id, consequence);
    return consequence;
  };
  const all = rows.map((row, i) => ({ row, consequence: tell(scenarioOf(threats[i] as AppliedThreat)) }));
  const done = all.flatMap(({ row, consequence }) => (consequence === undefined ? [] : [{ row, consequence }]));
  const sorted = done.toSorted((a, b) => compareKeys(keysOf(a.consequence), keysOf(b.consequence)));
  let rank = 0;
  return [
    ...sorted.map(({ row, consequence }, i) => {
      const before = sorted[i - 1];
      if (before === undefined || compareKeys(keysOf(before.consequence), keysOf(consequence)) !== 0) rank = i + 1;
      return { ...row, consequence: { rank, ...consequence } };
    }),
    ...all.flatMap(({ row, consequence }) => (consequence === undefined ? [row] : [])),
  ];
}

/** Larger is worse, the first that differs decides. */
function keysOf(consequence: Omit<Consequence, 'rank'>): readonly number[] {
  const { entryLikelihood, arrival, risk, blastRadius, affected } = consequence;
  const likelihood = entryLikelihood ?? arrival?.probability ?? 0;
  return [risk ?? 0, affected * likelihood, blastRadius.mean, affected];
}

const compareKeys = (a: readonly number[], b: readonly number[]): number =>
  b.map((value, i) => value - (a[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
