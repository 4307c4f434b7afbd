import { describePlace } from '../../src/base/errors.ts';
import { seedOf } from '../../src/base/random.ts';
import { keptWorlds } from '../../src/measure/kept-worlds.ts';
import { comparePair } from '../../src/measure/paired-scenarios.ts';
import type { PairedScenarios, RelationDetail, ScenarioDetails } from '../../src/measure/results.ts';
import { scenarioDetails } from '../../src/measure/scenario-result.ts';
import { editedGates } from './edited-gates.ts';
import type { EditedRun } from './edited-run.ts';
import type { Answer, Question } from './engine-api.ts';

/**
 * What the page has, with scenarios as edited runs leave them; positions of components and relations stay.
 * @param runs - by the id of the scenario before the edits, the asked one among them
 */
export function editedResults(
  { results, details, scenario: asked }: Question,
  runs: ReadonlyMap<string, EditedRun>,
): Pick<Answer, 'results' | 'details'> {
  const shown = runs.get(asked) as EditedRun;
  const relations = [...details.relations, ...impliedRelations([...runs.values()], details.relations)];
  const exposed = new Map<string, boolean>(shown.edited.ecosystem.components.map((one) => [one.id, one.exposed]));
  const drawn = new Set([asked, ...details.scenarios.map(({ id }) => id)]);
  const { pairs = [], ...rest } = details;
  const compared = pairs.flatMap((pair) => editedPair(pair, runs));
  return {
    results: {
      ...results,
      scenarios: results.scenarios.map((scenario) => runs.get(scenario.id)?.result() ?? scenario),
      thresholds: editedGates(details.model, results.thresholds, runs),
    },
    details: {
      ...rest,
      ...(compared.length > 0 && { pairs: compared }),
      components: details.components.map((one) => ({ ...one, exposed: exposed.get(one.id) ?? one.exposed })),
      relations,
      // First, since a changed entry may give them the id of another one.
      scenarios: [
        ...[...runs].flatMap(([id, run]) => (drawn.has(id) ? [detailsOf(run, relations)] : [])),
        ...details.scenarios.filter(({ id }) => !runs.has(id)),
      ],
    },
  };
}

function detailsOf(run: EditedRun, relations: readonly RelationDetail[]): ScenarioDetails {
  const { edited, compilation, tally, seen } = run;
  const seed = seedOf(edited.suite.seed);
  const { total } = run.result().blastRadius;
  const componentOf = (node: number): number => run.componentOf(node);
  const worlds = tally === null ? [] : keptWorlds(compilation, tally, seed, total, seen?.typical ?? null, componentOf);
  const details = scenarioDetails(edited.ecosystem, compilation, tally, relations, worlds);
  return seen === null ? details : { ...details, witnessed: seen.witnessed };
}

/** None where only one of the two was run with the edits. */
function editedPair({ baseline, variant }: PairedScenarios, runs: ReadonlyMap<string, EditedRun>): PairedScenarios[] {
  const [was, is] = [runs.get(baseline), runs.get(variant)];
  if (!was?.simulation || !is?.simulation) return [];
  const [before, after] = [was, is].map((run) => ({
    result: run.result(),
    worlds: (run.simulation as NonNullable<typeof run.simulation>).sizesOf(run.simulation?.worldsDone ?? 0),
  }));
  return before && after ? [comparePair(after, before)] : [];
}

/** Ways into a control that were impossible before, which no relation of the run stands for. */
function impliedRelations(runs: readonly EditedRun[], known: readonly RelationDetail[]): RelationDetail[] {
  const ids = new Set(known.map(({ id }) => id));
  const implied = new Map<string, RelationDetail>();
  for (const { compilation, edited } of runs) {
    const sourceOf = new Map(edited.ecosystem.components.map(({ id, provenance }) => [id, provenance]));
    for (const { relation } of compilation.arcs) {
      const { id, from, to, kind } = relation;
      const provenance = 'provenance' in relation ? relation.provenance : sourceOf.get(from);
      if (ids.has(id) || provenance === undefined) continue;
      const { certainty, at, rule } = provenance;
      implied.set(id, { id, from, to, kind, certainty, source: describePlace(at), rule: rule ?? null, controls: [] });
    }
  }
  return [...implied.values()];
}
