import { seedOf } from '../base/random.ts';
import type { Compilation } from '../compile/arcs.ts';
import type { Suite, SuiteFile } from '../compile/suite.ts';
import type { Tally } from '../engine/tally.ts';
import { worstCase } from '../engine/worst-case.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import { cellsOf, type Drawable, drawnScenarios } from '../measure/drawn-scenarios.ts';
import { type Details, SCHEMA_VERSION, type ScenarioResult } from '../measure/results.ts';
import { scenarioDetails } from '../measure/scenario-result.ts';
import type { ThreatDetails } from '../measure/threat-details.ts';
import type { ThreatModel } from '../threats/applied-threat.ts';
import { bundledCatalogue } from '../threats/bundled-catalogue.ts';
import { threatModel } from '../threats/threat-model.ts';
import { describeComponents, describeRelations } from './describe-ecosystem.ts';
import { describeThreats } from './describe-threats.ts';
import { keptWorlds } from './kept-worlds.ts';

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
  const describe = (compilation: Compilation, { blastRadius }: ScenarioResult): Details['scenarios'][number] => {
    const { scenario, compiled, expanded } = compilation;
    const tally = tallyOf.get(compilation) ?? (scenario.model === 'worst-case' ? worstCase(compiled) : null);
    const componentOf = (node: number): number =>
      positionOf.get(expanded.nodes[node]?.component.id as string) as number;
    const { p50, p95 } = blastRadius.total;
    const worlds = tally === null ? [] : keptWorlds(compilation, tally, seedOf(suite.seed), { p50, p95 }, componentOf);
    return scenarioDetails(ecosystem, compilation, tally, relations, worlds);
  };
  const pairs = compilations.map((compilation, i) => [compilation, results[i] as ScenarioResult] as const);
  const drawn = drawnScenarios(pairs.map(([compilation, result]) => drawable(compilation, result, components.length)));
  // Seconds in a large system, and most runs are never drawn: found when somebody looks.
  let threats: ThreatDetails | undefined;
  return {
    schemaVersion: SCHEMA_VERSION,
    components,
    relations,
    scenarios: pairs.filter((_, i) => drawn.has(i)).map((pair) => describe(...pair)),
    get threats() {
      threats ??= describeThreats(modelOf(ecosystem, suite), suite.settings.maturity, components, relations, results);
      return threats;
    },
  };
}

const modelOf = (ecosystem: Ecosystem, { settings: { maturity, atlas } }: Suite): ThreatModel =>
  threatModel(ecosystem, { catalogue: { ...bundledCatalogue, atlas }, maturity });

const drawable = (
  { scenario, arcs }: Compilation,
  { blastRadius, curve }: ScenarioResult,
  components: number,
): Drawable => ({
  mean: blastRadius.total.mean,
  isBaseline: scenario.controlOff === null,
  cells: cellsOf(components, curve.total.length, arcs.length),
});
