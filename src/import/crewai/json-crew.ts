import { InvalidInputError } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
import type { OpenSibling, SourceFile } from '../importer.ts';
import { readLocated } from '../jsonc.ts';
import { find, type Located, listOf, textOf } from '../located.ts';
import { shownName } from '../shown-name.ts';
import type { AgentSource, CrewSource } from './crew.ts';
import { agentSettings, agentsIn } from './crew-files.ts';
import { agentSources, inlineCrew } from './yaml-crew.ts';

/** A project whose crew is one file, with the agents in it or in files of their own. */
export function jsonCrew(drafts: Drafts, file: SourceFile, open: OpenSibling): CrewSource {
  const root = readLocated(file);
  const inline = agentSources(agentsIn(root), '', true);
  const files = listOf(find(root, 'agents')).flatMap((name) => agentFile(drafts, name, open) ?? []);
  const manager = find(root, 'manager_agent');
  const own = [...inline, ...files];
  const isKnown = own.some(({ name }) => name === textOf(manager));
  const extra = manager === undefined || isKnown ? undefined : agentFile(drafts, manager, open);
  const known = extra === undefined ? own : [...own, extra];
  return inlineCrew({ name: textOf(find(root, 'name')) ?? '', spot: root, value: root }, 'crew', own, known);
}

/** What an agent of this name is in; the same order as CrewAI. */
const agentPaths = (name: string): readonly string[] => [`agents/${name}.jsonc`, `agents/${name}.json`];

function agentFile(drafts: Drafts, named: Located, open: OpenSibling): AgentSource | undefined {
  const name = textOf(named);
  if (name === undefined || name === '') return undefined;
  try {
    const file = openFirst(open, /^[\w .-]+$/.test(name) ? agentPaths(name) : []);
    if (file !== undefined) return agentAlone(file, name);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    drafts.warnings.push(...error.problems);
  }
  const fix = `Give the folder of the project, with agents/${shownName(name)}.jsonc in it.`;
  drafts.warnings.push({
    at: named.at,
    expected: 'an agent that has a file',
    found: `none for "${shownName(name)}"`,
    fix,
  });
  return { identity: `agent ${name}`, name, spot: named, settings: new Map(), isComplete: false };
}

export function agentAlone(file: SourceFile, name: string): AgentSource {
  const root = readLocated(file);
  return { identity: `agent ${name}`, name, spot: root, settings: agentSettings(root), isComplete: true };
}

function openFirst(open: OpenSibling, paths: readonly string[]): SourceFile | undefined {
  for (const path of paths) {
    const file = open(path);
    if (file !== undefined) return file;
  }
  return undefined;
}
