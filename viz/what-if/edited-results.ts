import { describePlace } from '../../src/base/errors.ts';
import type { RelationDetail } from '../../src/measure/results.ts';
import { scenarioDetails } from '../../src/measure/scenario-result.ts';
import { editedGates } from './edited-gates.ts';
import type { EditedRun } from './edited-run.ts';
import type { Answer, Question } from './engine-api.ts';

/** What the page has, with one scenario as an edited run leaves it; positions of components and relations stay. */
export function editedResults(
  { results, details, scenario: before }: Question,
  run: EditedRun,
): Pick<Answer, 'results' | 'details'> {
  const { edited, compilation, tally } = run;
  const result = run.result();
  const relations = [...details.relations, ...impliedRelations(run, details.relations)];
  const drawn = scenarioDetails(edited.ecosystem, compilation, tally, relations, []);
  const exposed = new Map<string, boolean>(edited.ecosystem.components.map(({ id, exposed }) => [id, exposed]));
  const scenarios = details.scenarios.filter(({ id }) => id !== before);
  return {
    results: {
      ...results,
      scenarios: results.scenarios.map((scenario) => (scenario.id === before ? result : scenario)),
      thresholds: editedGates(details.model, results.thresholds, before, (confidence) => run.result(confidence)),
    },
    details: {
      ...details,
      components: details.components.map((one) => ({ ...one, exposed: exposed.get(one.id) ?? one.exposed })),
      relations,
      scenarios: [...scenarios, drawn],
    },
  };
}

/** Ways into a control that were impossible before, which no relation of the run stands for. */
function impliedRelations({ compilation, edited }: EditedRun, known: readonly RelationDetail[]): RelationDetail[] {
  const ids = new Set(known.map(({ id }) => id));
  const sourceOf = new Map(edited.ecosystem.components.map(({ id, provenance }) => [id, provenance]));
  const implied = new Map<string, RelationDetail>();
  for (const { relation } of compilation.arcs) {
    const { id, from, to, kind } = relation;
    const provenance = 'provenance' in relation ? relation.provenance : sourceOf.get(from);
    if (ids.has(id) || provenance === undefined) continue;
    const { certainty, at, rule } = provenance;
    implied.set(id, { id, from, to, kind, certainty, source: describePlace(at), rule: rule ?? null, controls: [] });
  }
  return [...implied.values()];
}
