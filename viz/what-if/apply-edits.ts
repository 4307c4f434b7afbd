import { describeProblem } from '../../src/base/errors.ts';
import { type Scenario, scenariosOf } from '../../src/compile/scenario.ts';
import type { ChannelOverride, Suite } from '../../src/compile/suite.ts';
import { known } from '../../src/graph/belief.ts';
import { buildEcosystem } from '../../src/graph/build-ecosystem.ts';
import type { Ecosystem } from '../../src/graph/ecosystem.ts';
import { byCodeUnits, type ComponentId, encodeId } from '../../src/graph/ids.ts';
import type { RunModel } from '../../src/measure/results.ts';
import type { Edit } from './edit.ts';
import { editedDrafts } from './edited-drafts.ts';

/** A model with its edits made, and the scenario in it that answers for the one that was asked about. */
export type Edited = RunModel & { readonly scenario: Scenario };

/**
 * What the file would say with the edits in it, read anew: tiers, sources of stores, ids of parallel relations and all
 * else that follows from a change follows here too.
 * @param scenarioId - of the unchanged model
 * @returns undefined if the model has no such scenario
 * @throws {RangeError} if the edits leave no valid ecosystem, with the reason
 */
export function applyEdits(model: RunModel, scenarioId: string, edits: readonly Edit[]): Edited | undefined {
  const asked = scenariosOf(model.ecosystem, model.suite).find(({ id }) => id === scenarioId);
  if (asked === undefined) return undefined;
  const ecosystem = edits.length === 0 ? model.ecosystem : rebuilt(model.ecosystem, edits);
  const changed: Suite = { ...model.suite, channels: [...model.suite.channels, ...ownRows(model.suite, edits)] };
  const entry = entryAsked(edits, asked.entry);
  const controlOff = asked.controlOff !== null && turnsOn(edits, asked.controlOff) ? null : asked.controlOff;
  const id = idOf(asked, entry, controlOff);
  const found = edits.some(({ kind }) => kind === 'entry') ? undefined : scenarioOf(ecosystem, changed, id);
  if (found !== undefined) return { ecosystem, suite: changed, scenario: found };
  // Nobody need be an entry point of the suite for a page to start there.
  const suite: Suite = {
    ...changed,
    entries: entry === 'random' ? { form: 'random' } : { form: 'together', ids: entry },
  };
  const scenario = scenarioOf(ecosystem, suite, id);
  if (scenario === undefined) throw new RangeError(`the changed suite has no scenario ${id}`);
  return { ecosystem, suite, scenario };
}

const scenarioOf = (ecosystem: Ecosystem, suite: Suite, wanted: string): Scenario | undefined =>
  scenariosOf(ecosystem, suite).find(({ id }) => id === wanted);

const turnsOn = (edits: readonly Edit[], id: string): boolean =>
  edits.some((edit) => edit.kind === 'control' && edit.control === id && edit.isOn);

/** model/entry/threats[/control-off:ID][/param=value]: ids inside are encoded, so that no part holds a slash. */
function idOf({ id, controlOff: before }: Scenario, entry: Scenario['entry'], controlOff: string | null): string {
  const [model = '', , threats = '', ...rest] = id.split('/');
  const start = entry === 'random' ? 'random' : entry.map(encodeId).join(',');
  return [model, start, threats, ...(before !== null && controlOff === null ? rest.slice(1) : rest)].join('/');
}

/** Casts: the page offers, and addresses are read for, components of the model only. */
function entryAsked(edits: readonly Edit[], entry: Scenario['entry']): Scenario['entry'] {
  const asked = edits.findLast((edit) => edit.kind === 'entry');
  return asked === undefined ? entry : ([...new Set(asked.components)].sort(byCodeUnits) as ComponentId[]);
}

/** Rows of the file that say more than the component would beat the new one: they get its probability too. */
const ownRows = ({ channels }: Suite, edits: readonly Edit[]): ChannelOverride[] =>
  edits.flatMap((edit) => {
    if (edit.kind !== 'channel') return [];
    const { threat, relationKind: kind, direction, into, value } = edit;
    const row = {
      threat,
      kind,
      direction,
      into: into as ComponentId,
      probability: known(value),
      at: { file: 'what-if' },
    };
    const stronger = channels.filter(
      (own) =>
        own.threat === threat &&
        own.kind === kind &&
        own.direction === direction &&
        own.into === into &&
        (own.source !== undefined || own.tier !== undefined),
    );
    return [row, ...stronger.map((own) => ({ ...own, ...row }))];
  });

function rebuilt(ecosystem: Ecosystem, edits: readonly Edit[]): Ecosystem {
  const { components, relations } = editedDrafts(ecosystem, edits);
  const { name, description } = ecosystem;
  const drafts = relations.flatMap(({ after }) => after ?? []);
  const built = buildEcosystem({
    name,
    description,
    components: components.map(({ after }) => after),
    relations: drafts,
  });
  if (built.ecosystem === undefined) throw new RangeError(built.problems.map(describeProblem).join(' '));
  return built.ecosystem;
}
