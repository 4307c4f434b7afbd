import type { ArcDraft } from '../compile/arc-draft.ts';
import type { Compilation } from '../compile/arcs.ts';
import { meanProbability } from '../compile/arcs.ts';
import { entryLikelihood } from '../compile/entry-likelihood.ts';
import type { Tally } from '../engine/tally.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import { type Layer, layers } from '../graph/kinds.ts';
import { blastRadius } from './blast-radius.ts';
import { classShares, creditShare, layerFlow } from './credit.ts';
import { bandsOf, curveOf, reachByRound } from './curve.ts';
import { reachProbabilities } from './reach-probability.ts';
import type { ArcDetail, LayerKey, RelationDetail, ScenarioDetails, ScenarioResult } from './results.ts';

/** How a scenario was run, for the result. */
export type HowRun = { readonly kernel: string; readonly family: ScenarioResult['family'] };

/** Everything that is said about one scenario of an ecosystem, `reach` and `credit` included. */
export function scenarioResult(
  ecosystem: Ecosystem,
  compilation: Compilation,
  tally: Tally,
  how: HowRun,
): ScenarioResult {
  const { scenario, compiled, arcs } = compilation;
  const rounds = scenario.model === 'agentic' ? scenario.settings.horizonRounds : 0;
  const entries = scenario.entry === 'random' ? [] : scenario.entry;
  const layerOf = (v: number): number => compiled.components.layer[v] as number;
  return {
    id: scenario.id,
    model: scenario.model,
    entry: scenario.entry === 'random' ? ['random'] : entries,
    entryLikelihood: entryLikelihood(ecosystem, scenario),
    threats: scenario.threats,
    arcs: arcs.length,
    worlds: tally.worlds,
    ...how,
    blastRadius: {
      total: blastRadius(tally, 0, { mostImpact: mostImpact(compilation, 0) }),
      layers: byLayer((layer) => blastRadius(tally, layer, { mostImpact: mostImpact(compilation, layer) })),
    },
    curve: {
      total: padded(curveOf(tally, 0), rounds),
      layers: byLayer((layer) => padded(curveOf(tally, layer), rounds)),
    },
    classes: classShares(tally, (arc) => (arcs[arc] as ArcDraft).threat, scenario.threats),
    flow: layerFlow(
      tally,
      arcs.map(({ source }) => layerOf(source)),
      arcs.map(({ target }) => layerOf(target)),
    ),
    reach: reachProbabilities(tally, replicasOf(ecosystem, compilation), new Set<string>(entries)),
    credit: arcs.map(({ id }, arc) => [id, creditShare(tally, arc)] as const),
  };
}

/** What the report draws of one scenario beside its result. */
export function scenarioDetails(
  ecosystem: Ecosystem,
  compilation: Compilation,
  tally: Tally,
  relations: readonly RelationDetail[],
  worlds: ScenarioDetails['worlds'],
): ScenarioDetails {
  const { scenario, arcs, expanded } = compilation;
  const rounds = scenario.model === 'agentic' ? scenario.settings.horizonRounds : 0;
  const positionOf = new Map(relations.map(({ id }, position) => [id, position]));
  const byNode = reachByRound(tally).map((row) => padded(row, rounds));
  return {
    id: scenario.id,
    arcs: arcs.map(
      (arc, position): ArcDetail => ({
        id: arc.id,
        relation: positionOf.get(arc.relation.id) as number,
        from: expanded.nodes[arc.source]?.component.id as string,
        to: expanded.nodes[arc.target]?.component.id as string,
        direction: arc.direction,
        threat: arc.threat,
        probability: meanProbability(arc, expanded, scenario.settings.attempts),
        evidence: arc.channel.evidence,
        share: creditShare(tally, position),
      }),
    ),
    reachByRound: [...replicasOf(ecosystem, compilation).values()].map((nodes) =>
      meanRow(nodes.map((node) => byNode[node] ?? [])),
    ),
    bands: padded(bandsOf(tally), rounds),
    worlds,
  };
}

const byLayer = <T>(value: (layer: Layer) => T): Record<LayerKey, T> =>
  Object.fromEntries(layers.map((layer) => [String(layer), value(layer)])) as Record<LayerKey, T>;

/** A curve that has come to rest stays where it is until the last round. */
function padded<T>(curve: readonly T[], rounds: number): T[] {
  const last = curve.at(-1);
  if (last === undefined || curve.length > rounds) return [...curve];
  return [...curve, ...Array.from({ length: rounds + 1 - curve.length }, () => last)];
}

const meanRow = (rows: readonly (readonly number[])[]): number[] =>
  (rows[0] ?? []).map(
    (_, round) => Math.round((rows.reduce((sum, row) => sum + (row[round] ?? 0), 0) / rows.length) * 1e4) / 1e4,
  );

/** Component id -> positions of its nodes, in the order of ids. */
const replicasOf = ({ components }: Ecosystem, { expanded }: Compilation): ReadonlyMap<string, readonly number[]> =>
  new Map(components.map(({ id }) => [id, expanded.nodesOf.get(id) as readonly number[]]));

/** The values of a scope's components that are not entry points, in thousandths. */
function mostImpact({ compiled }: Compilation, scope: number): number {
  const entries = new Set(compiled.entry === 'random' ? [] : compiled.entry);
  return compiled.components.valueThousandths.reduce(
    (sum, value, v) => (entries.has(v) || (scope !== 0 && compiled.components.layer[v] !== scope) ? sum : sum + value),
    0,
  );
}
