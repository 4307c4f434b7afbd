import type { ArcDraft } from '../compile/arc-draft.ts';
import type { Compilation } from '../compile/arcs.ts';
import { meanProbability } from '../compile/arcs.ts';
import { entryLikelihood } from '../compile/entry-likelihood.ts';
import type { ExactAnswer } from '../engine/exact.ts';
import type { Tally } from '../engine/tally.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import { type Layer, layers } from '../graph/kinds.ts';
import { lastsRounds } from '../graph/propagation-model.ts';
import { blastRadius } from './blast-radius.ts';
import { classShares, creditShare, layerFlow } from './credit.ts';
import { bandsOf, curveOf, reachByRound } from './curve.ts';
import { defenceCosts } from './defence-costs.ts';
import { certainBlastRadius } from './exact-distribution.ts';
import { exactBlastRadius, exactReachRows } from './exact-result.ts';
import { certainReach, reachProbabilities } from './reach-probability.ts';
import type { ArcDetail, BlastRadius, LayerKey, RelationDetail, ScenarioDetails, ScenarioResult } from './results.ts';

/** How a scenario was run, for the result. */
export type HowRun = Pick<ScenarioResult, 'kernel' | 'family' | 'kernelChoice'>;

/** Everything that is said about one scenario of an ecosystem that was counted in worlds, `reach` and `credit` included. */
export function scenarioResult(
  ecosystem: Ecosystem,
  compilation: Compilation,
  tally: Tally,
  how: HowRun,
  confidence = 0.95,
): ScenarioResult {
  const { scenario, compiled, arcs } = compilation;
  const layerOf = (v: number): number => compiled.components.layer[v] as number;
  const replicas = replicasOf(ecosystem, compilation);
  const entries = new Set(entryIds(compilation));
  // The worst case is one certain world: its measures have no intervals.
  const isCertain = how.family === 'exact';
  const measures = (scope: number): BlastRadius =>
    isCertain
      ? certainBlastRadius(tally, scope)
      : withExpectedSize(
          blastRadius(tally, scope, { mostImpact: mostImpact(compilation, scope), confidence }),
          compilation,
          scope,
        );
  let credit: ScenarioResult['credit'];
  return {
    ...identityOfScenario(ecosystem, compilation),
    worlds: tally.worlds,
    ...how,
    blastRadius: { total: measures(0), layers: byLayer(measures) },
    curve: curves(compilation, tally),
    classes: classShares(tally, (arc) => (arcs[arc] as ArcDraft).threat, scenario.threats),
    flow: layerFlow(
      tally,
      Uint8Array.from(compiled.arcs.source, layerOf),
      Uint8Array.from(compiled.arcs.target, layerOf),
    ),
    reach: isCertain
      ? certainReach(tally, replicas, entries)
      : reachProbabilities(tally, replicas, entries, confidence),
    // As many rows as arcs, in every scenario, and most are never read.
    get credit() {
      credit ??= arcs.map(({ id }, arc) => [id, creditShare(tally, arc)] as const);
      return credit;
    },
  };
}

/** The same from the exact answer, which has no worlds, rounds or credit. */
export function exactScenarioResult(
  ecosystem: Ecosystem,
  compilation: Compilation,
  answer: ExactAnswer,
): ScenarioResult {
  const measures = (scope: number): BlastRadius => exactBlastRadius(compilation.compiled, answer, scope);
  return {
    ...identityOfScenario(ecosystem, compilation),
    worlds: 0,
    kernel: 'reached-sets',
    family: 'exact',
    blastRadius: { total: measures(0), layers: byLayer(measures) },
    curve: { total: [], layers: byLayer(() => []) },
    classes: {},
    flow: {},
    reach: exactReachRows(ecosystem, compilation, answer),
    credit: [],
  };
}

const identityOfScenario = (ecosystem: Ecosystem, { scenario, arcs }: Compilation) => ({
  id: scenario.id,
  model: scenario.model,
  entry: scenario.entry === 'random' ? ['random'] : [...scenario.entry],
  entryLikelihood: entryLikelihood(ecosystem, scenario),
  threats: scenario.threats,
  arcs: arcs.length,
  ...costsOf(ecosystem, scenario),
});

/** Left out where nothing costs anything. */
function costsOf(ecosystem: Ecosystem, scenario: Compilation['scenario']): Pick<ScenarioResult, 'defence'> {
  const defence = defenceCosts(ecosystem, scenario);
  return defence === null ? {} : { defence };
}

/** With a random entry the number of components that are not the entry differs by world: its mean counts. */
function withExpectedSize(radius: BlastRadius, { compiled }: Compilation, scope: number): BlastRadius {
  if (compiled.entry !== 'random' || scope === 0 || radius.size === 0) return radius;
  const n = compiled.components.count;
  const size = (radius.size * (n - 1)) / n;
  return { ...radius, size, fraction: radius.mean / size };
}

const entryIds = ({ scenario }: Compilation): string[] => (scenario.entry === 'random' ? [] : [...scenario.entry]);

/** Rounds that a world lasts, for the models that say so: curves are drawn to there. */
const roundsOf = ({ scenario }: Compilation): number =>
  lastsRounds(scenario.model) ? scenario.settings.horizonRounds : 0;

const curves = (compilation: Compilation, tally: Tally): ScenarioResult['curve'] => ({
  total: padded(curveOf(tally, 0), roundsOf(compilation)),
  layers: byLayer((layer) => padded(curveOf(tally, layer), roundsOf(compilation))),
});

/** What the report draws of one scenario beside its result. */
export function scenarioDetails(
  ecosystem: Ecosystem,
  compilation: Compilation,
  tally: Tally | null,
  relations: readonly RelationDetail[],
  worlds: ScenarioDetails['worlds'],
): ScenarioDetails {
  const { scenario, arcs, expanded } = compilation;
  const rounds = roundsOf(compilation);
  const positionOf = new Map(relations.map(({ id }, position) => [id, position]));
  const byNode = tally === null ? [] : reachByRound(tally).map((row) => padded(row, rounds));
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
        share: tally === null ? 0 : creditShare(tally, position),
      }),
    ),
    reachByRound: [...replicasOf(ecosystem, compilation).values()].map((nodes) =>
      meanRow(nodes.map((node) => byNode[node] ?? [])),
    ),
    bands: tally === null ? [] : padded(bandsOf(tally), rounds),
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
