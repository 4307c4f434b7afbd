import { InvalidInputError } from '../../base/errors.ts';
import { type Drafts, finish, inferred, type Spot } from '../drafts.ts';
import type { Imported } from '../importer.ts';
import { McpServers } from '../mcp/attach.ts';
import { shownName } from '../shown-name.ts';
import type { CrewSource } from './crew.ts';
import type { FlowSource } from './flow.ts';
import { addStarter, type MappedCrew, mapCrew } from './map-crew.ts';
import { mapFlow } from './map-flow.ts';

/** What the files of a project say together. */
export type Project = {
  readonly name: string;
  /** Those that no flow starts. */
  readonly crews: readonly CrewSource[];
  readonly flows: readonly FlowSource[];
  /** Crews that are started with the results of others. */
  readonly relays?: readonly { readonly from: CrewSource; readonly to: CrewSource; readonly spot: Spot }[];
};

/** @param drafts - with what was noted while the files were read */
export function mapProject(drafts: Drafts, { name, crews, flows, relays = [] }: Project): Imported {
  const mapping = { drafts, servers: new McpServers(drafts) };
  const mapped = new Map(crews.map((crew) => [crew, mapCrew(mapping, crew)]));
  for (const [crew, ends] of mapped) addStarter(mapping, ends, crew.entry);
  for (const { from, to, spot } of relays) relay(drafts, mapped.get(from), mapped.get(to), spot);
  for (const flow of flows) mapFlow(mapping, flow);
  if (drafts.components().length === 0) throw noAgents(crews[0]);
  const what = flows.length > 0 ? 'A flow' : crews.length > 1 ? 'Crews' : 'A crew';
  return finish(drafts, {
    file: shownName(name).replaceAll('.', '-'),
    description: `${what} of agents, imported from CrewAI.`,
  });
}

function relay(drafts: Drafts, before: MappedCrew | undefined, after: MappedCrew | undefined, spot: Spot): void {
  const from = before?.last;
  for (const { id: to } of from === undefined ? [] : (after?.first ?? [])) {
    const provenance = inferred(spot, 'the crew is started with the result of another one');
    if (from !== undefined && from !== to) drafts.relation({ from, to, kind: 'messages', provenance });
  }
}

function noAgents(crew: CrewSource | undefined): InvalidInputError {
  const at = crew?.tasks[0]?.spot.at ?? crew?.spot.at ?? { file: 'crew' };
  const fix = 'Give agents.yaml as well, or name the agent of each task.';
  return new InvalidInputError([{ at, expected: 'agents that do the tasks', found: 'none', fix }]);
}
