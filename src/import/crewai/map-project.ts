import { type Drafts, finish } from '../drafts.ts';
import type { Imported } from '../importer.ts';
import { McpServers } from '../mcp/attach.ts';
import type { CrewSource } from './crew.ts';
import type { FlowSource } from './flow.ts';
import { addStarter, mapCrew } from './map-crew.ts';
import { mapFlow } from './map-flow.ts';

/** What the files of a project say together. */
export type Project = {
  readonly name: string;
  /** Those that no flow starts. */
  readonly crews: readonly CrewSource[];
  readonly flows: readonly FlowSource[];
};

/** @param drafts - with what was noted while the files were read */
export function mapProject(drafts: Drafts, { name, crews, flows }: Project): Imported {
  const mapping = { drafts, servers: new McpServers(drafts) };
  for (const crew of crews) addStarter(mapping, mapCrew(mapping, crew));
  for (const flow of flows) mapFlow(mapping, flow);
  const what = flows.length > 0 ? 'A flow' : crews.length > 1 ? 'Crews' : 'A crew';
  return finish(drafts, { file: name.replaceAll('.', '-'), description: `${what} of agents, imported from CrewAI.` });
}
