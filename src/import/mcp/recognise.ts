import { shownName } from '../shown-name.ts';
import { type Capability, factsOf, factsOfProgram, type ToolFacts } from '../tool-facts.ts';
import { readArguments, type ServerArguments, toolNamesExecute, toolNamesWrite } from './arguments.ts';
import { type Launch, launchOf } from './launch.ts';
import { factsOfTools } from './listed-tools.ts';
import type { McpServer } from './server.ts';

/** What is known of a server before it stands in the graph. */
export type Server = {
  readonly server: McpServer;
  readonly id: string;
  readonly launch: Launch;
  readonly args: ServerArguments;
  readonly facts: ToolFacts | undefined;
  /** How the facts were found, for rules. */
  readonly because: string;
  /** Only its name says what it is, which is the author's. */
  readonly isByName: boolean;
};

/** By what is started before by what it is called: names are the author's. */
export function recognise(
  { name, command, tools }: McpServer,
  host: string | undefined,
): Omit<Server, 'server' | 'id'> {
  const launch = launchOf(command);
  return { launch, args: readArguments(launch.args), ...withTools(lookUp(name, launch, host), tools ?? []) };
}

/** Tools that the file lists add to what is known. */
function withTools(found: Pick<Server, 'facts' | 'because' | 'isByName'>, tools: readonly string[]): typeof found {
  const listed = factsOfTools(tools);
  if (listed === undefined) return found;
  const { facts } = found;
  if (facts !== undefined) {
    const writes = listed.can.includes('write') || toolNamesWrite(tools);
    const can = facts.can.filter((one) => writes || one !== 'write');
    return { ...found, isByName: false, facts: { ...facts, can: [...new Set([...can, ...listed.can])] } };
  }
  const shown = tools.slice(0, 3).map(shownName).join(', ');
  return { facts: listed, because: `its tools, such as ${shown}, are for ${listed.title}`, isByName: false };
}

function lookUp(
  name: string,
  { identity, packages, isModule }: Launch,
  host: string | undefined,
): Pick<Server, 'facts' | 'because' | 'isByName'> {
  const started = host ?? identity;
  const isNamed = host !== undefined || isModule || packages.some(({ name }) => identity.includes(name));
  const facts = isNamed ? factsOf(started) : factsOfProgram(started);
  if (facts !== undefined)
    return { facts, because: `${shownName(started)} is known as a server for ${facts.title}`, isByName: false };
  const named = factsOf(name);
  if (named === undefined) return { facts: undefined, because: '', isByName: false };
  return {
    facts: named,
    because: `a server called ${shownName(name)} is taken for one for ${named.title}`,
    isByName: true,
  };
}

export function capabilitiesOf({ facts, args: { isReadOnly, mayWrite, tools } }: Server): Capability[] {
  const isReader = isReadOnly || (tools !== undefined && !mayWrite && !toolNamesWrite(tools));
  const known = (facts?.can ?? []).filter((capability) => capability !== 'write' || !isReader);
  return toolNamesExecute(tools ?? []) && !known.includes('execute') ? [...known, 'execute'] : known;
}

export function tagsOf({ server, facts, isByName, args, launch: { packages } }: Server): string[] {
  const unpinned = packages.some(({ isPinned }) => !isPinned);
  return [
    // A name may add risk; that it says nothing else proves nothing.
    ...(facts === undefined || isByName ? ['unknown-capabilities'] : []),
    ...(args.isReadOnly ? ['read-only'] : []),
    ...(args.mayWrite ? ['allow-write'] : []),
    ...[...(args.tools ?? []), ...(server.tools ?? [])]
      .filter((tool) => /^[A-Za-z][\w.-]{0,60}$/.test(tool))
      .map((tool) => `tool:${tool}`),
    ...(unpinned ? ['unpinned'] : packages.length > 0 ? ['pinned'] : []),
  ];
}
