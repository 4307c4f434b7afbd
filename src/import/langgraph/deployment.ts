import { Drafts, finish } from '../drafts.ts';
import { exposeSomething } from '../exposure.ts';
import type { Imported, OpenSibling, SourceFile } from '../importer.ts';
import { find, type Located } from '../located.ts';
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
  (_drafts: Drafts, _isOneOfMany: boolean): ReadCode =>
  () =>
    Promise.resolve(undefined);
