import { Drafts, finish } from '../drafts.ts';
import { exposeSomething } from '../exposure.ts';
import type { Imported, OpenSibling, SourceFile } from '../importer.ts';
import { mapProgram } from '../langgraph-python/map-program.ts';
import { find, type Located } from '../located.ts';
import { readProgram } from '../python/py-program.ts';
import { addDependencies } from './dependencies.ts';
import { addEntries, type ReadCode, readEntries } from './entries.ts';
import { addEnvironment } from './environment.ts';
import { addServer, addServerAuth, addServerMemory, addServerRoutes, noteOtherSettings } from './server.ts';

/** langgraph.json: which graphs a server runs, and the graphs themselves where their files are there. */
export async function mapDeployment(file: SourceFile, root: Located, open: OpenSibling): Promise<Imported> {
  const drafts = new Drafts();
  const entries = readEntries(root, drafts.warnings);
  const agents = await addEntries(drafts, entries, open, codeReader(drafts, entries.length > 1));
  const server = addServer(drafts, root, agents);
  addEnvironment(drafts, server, find(root, 'env'), open);
  addServerMemory(drafts, server, root);
  addServerAuth(drafts, server, find(root, 'auth'));
  addServerRoutes(drafts, server, root);
  // Anybody can publish at a registry, but that is not how content gets in.
  exposeSomething(drafts);
  addDependencies(drafts, server, find(root, 'dependencies'));
  noteOtherSettings(drafts, root);
  return finish(drafts, { file: file.name, description: 'A LangGraph server, imported from its langgraph.json.' });
}

const codeReader =
  (drafts: Drafts, isOneOfMany: boolean): ReadCode =>
  async ({ id, variable }, path, open) => {
    const file = open(path);
    if (file === undefined) return undefined;
    const program = await readProgram(file, fromFolderOf(path, open));
    const agents = mapProgram(drafts, program, { variable, prefix: isOneOfMany ? `${id}:` : '' });
    return agents.length === 0 ? undefined : agents;
  };

/** Paths from the folder of a file become paths from the folder of langgraph.json. */
const fromFolderOf =
  (path: string, open: OpenSibling): OpenSibling =>
  (name) => {
    const parts = path.split('/').slice(0, -1);
    for (const part of name.split('/')) {
      if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
      else if (part !== '.') parts.push(part);
    }
    return open(parts.join('/'));
  };
