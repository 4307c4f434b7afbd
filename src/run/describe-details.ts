import { seedOf } from '../base/random.ts';
import type { Compilation } from '../compile/arcs.ts';
import { compilationKey, scenariosOf } from '../compile/scenario.ts';
import type { Suite, SuiteFile } from '../compile/suite.ts';
import type { Tally } from '../engine/tally.ts';
import { worstCase } from '../engine/worst-case.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import { cellsOf, type Drawable, drawnScenarios } from '../measure/drawn-scenarios.ts';
import { keptWorlds } from '../measure/kept-worlds.ts';
import { type Details, SCHEMA_VERSION, type ScenarioDetails, type ScenarioResult } from '../measure/results.ts';
import { scenarioDetails } from '../measure/scenario-result.ts';
import type { ThreatDetails } from '../measure/threat-details.ts';
import { type RunScenario, witness } from '../measure/witness.ts';
import type { ThreatModel } from '../threats/applied-threat.ts';
import { bundledCatalogue } from '../threats/bundled-catalogue.ts';
import { threatModel } from '../threats/threat-model.ts';
import { describeComponents, describeRelations } from './describe-ecosystem.ts';
import { describeThreats } from './describe-threats.ts';
import { witnessPairs } from './witness-pairs.ts';

/**
 * What the report draws beside the results.
 * @param results - of the compilations, in their order
 */
export function describeDetails(
  { ecosystem, suite }: SuiteFile,
  compilations: readonly Compilation[],
  tallyOf: ReadonlyMap<Compilation, Tally>,
  results: readonly ScenarioResult[],
): Details {
  const components = describeComponents(ecosystem);
  const relations = describeRelations(ecosystem, compilations);
  const positionOf = new Map(components.map(({ id }, position) => [id, position]));
  const scenarios = compilations.map((compilation, i): RunScenario => {
    const { scenario, compiled } = compilation;
    const tally = tallyOf.get(compilation) ?? (scenario.model === 'worst-case' ? worstCase(compiled) : null);
    return { compilation, result: results[i] as ScenarioResult, tally };
  });
  const drawn = drawnScenarios(scenarios.map((scenario) => drawable(scenario, components.length)));
  const componentOf = ({ expanded }: Compilation, node: number): number =>
    positionOf.get(expanded.nodes[node]?.component.id as string) as number;
  const seed = seedOf(suite.seed);
  const witnessOf = witness(
    [...drawn].map((position) => scenarios[position] as RunScenario),
    seed,
    componentOf,
  );
  const describe = ({ compilation, result, tally }: RunScenario): ScenarioDetails => {
    const { p50, p95 } = result.blastRadius.total;
    const seen = witnessOf.get(compilation);
    const nodeOf = (node: number): number => componentOf(compilation, node);
    const worlds =
      tally === null ? [] : keptWorlds(compilation, tally, seed, { p50, p95 }, seen?.typical ?? null, nodeOf);
    const details = scenarioDetails(ecosystem, compilation, tally, relations, worlds);
    return seen === undefined ? details : { ...details, witnessed: seen.witnessed };
  };
  const isOfSuite = areOfSuite(compilations, ecosystem, suite);
  const pairs = isOfSuite ? witnessPairs(scenarios, suite, witnessOf) : [];
  // Seconds in a large system, and most runs are never drawn: found when somebody looks.
  let threats: ThreatDetails | undefined;
  return {
    schemaVersion: SCHEMA_VERSION,
    components,
    relations,
    scenarios: scenarios.filter((_, i) => drawn.has(i)).map(describe),
    ...(isOfSuite ? { model: { ecosystem, suite } } : {}),
    ...(pairs.length > 0 ? { pairs } : {}),
    get threats() {
      threats ??= describeThreats(modelOf(ecosystem, suite), suite.settings.maturity, components, relations, results);
      return threats;
    },
  };
}

const modelOf = (ecosystem: Ecosystem, { settings: { maturity, atlas } }: Suite): ThreatModel =>
  threatModel(ecosystem, { catalogue: { ...bundledCatalogue, atlas }, maturity });

/** Whether they are what the suite says, or part of it, and not others that were asked for instead. */
function areOfSuite(compilations: readonly Compilation[], ecosystem: Ecosystem, suite: Suite): boolean {
  const keys = new Map(scenariosOf(ecosystem, suite).map((scenario) => [scenario.id, compilationKey(scenario)]));
  return compilations.every(({ scenario }) => keys.get(scenario.id) === compilationKey(scenario));
}

const drawable = (
  { compilation: { scenario, arcs }, result: { blastRadius, curve } }: RunScenario,
  components: number,
): Drawable => ({
  mean: blastRadius.total.mean,
  isBaseline: scenario.controlOff === null,
  cells: cellsOf(components, curve.total.length, arcs.length),
});
