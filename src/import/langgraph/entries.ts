import { InvalidInputError, type Problem } from '../../base/errors.ts';
import { addModel } from '../add-model.ts';
import { addUser } from '../add-user.ts';
import { type Drafts, inferred, type Spot } from '../drafts.ts';
import type { OpenSibling } from '../importer.ts';
import { describeForm, entriesOf, find, type Located, textOf } from '../located.ts';
import { isOwnName, roleOfName } from './node-role.ts';

/** A graph that the server offers, and the variable or function that holds it. */
export type GraphEntry = {
  readonly id: string;
  readonly path: string;
  readonly variable: string;
  readonly spot: Spot;
};

/** @throws {InvalidInputError} if none of them can be read */
export function readEntries(root: Located, warnings: Problem[]): GraphEntry[] {
  const graphs = find(root, 'graphs');
  const problems: Problem[] = [];
  const entries = entriesOf(graphs).flatMap(([id, { keyAt: at, value }]): GraphEntry[] => {
    const text = textOf(value) ?? textOf(find(value, 'path'));
    const [, path, variable] = /^([^\0]+):([^:\s/\\]+)$/.exec(text?.trim() ?? '') ?? [];
    if (path !== undefined && variable !== undefined)
      return [{ id, path, variable, spot: { at, pointer: value.pointer } }];
    const fix = 'Write it as "./folder/file.py:variable", or as { "path": "…" }.';
    problems.push({ at, expected: 'a file and a variable of it', found: describeForm(value), fix });
    return [];
  });
  if (entries.length === 0) throw new InvalidInputError(problems.length > 0 ? problems : [noGraphs(graphs ?? root)]);
  warnings.push(...problems);
  return entries;
}

const noGraphs = ({ at }: Located): Problem => ({
  at,
  expected: 'graphs with the files that define them',
  found: 'none',
  fix: 'Write "graphs": { "name": "./file.py:variable" }.',
});

/** Reads the code of a graph into the drafts. @returns its agents; undefined if there is no such graph */
export type ReadCode = (entry: GraphEntry, path: string, open: OpenSibling) => Promise<readonly string[] | undefined>;

/** The graphs with their agents; one agent stands for a graph whose file cannot be read. @returns all agents */
export async function addEntries(
  drafts: Drafts,
  entries: readonly GraphEntry[],
  open: OpenSibling,
  readCode: ReadCode,
): Promise<string[]> {
  const agents: string[] = [];
  for (const entry of entries) {
    const found = await readEntry(entry, open, readCode);
    agents.push(...(typeof found === 'string' ? [addStub(drafts, entry, found)] : found));
  }
  return [...new Set(agents)];
}

/** The agents, or why there are none. */
async function readEntry(
  entry: GraphEntry,
  open: OpenSibling,
  readCode: ReadCode,
): Promise<readonly string[] | string> {
  if (/\.[mc]?[jt]sx?$/.test(entry.path)) return 'a graph in TypeScript or JavaScript, which is not read';
  for (const path of pathsOf(entry.path)) {
    if (open(path) === undefined) continue;
    return (await readCode(entry, path, open)) ?? 'a file without a graph that can be read';
  }
  return 'a file that is not there';
}

/** `./agent.py`, or `package.agent`, which may lie in `src`. */
function pathsOf(path: string): string[] {
  if (path.endsWith('.py')) return [path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '')];
  if (!/^\w+(?:\.\w+)*$/.test(path)) return [];
  const stem = path.replaceAll('.', '/');
  return ['', 'src/'].flatMap((folder) => [`${folder}${stem}.py`, `${folder}${stem}/__init__.py`]);
}

function addStub(drafts: Drafts, { id: name, path, spot }: GraphEntry, found: string): string {
  const { part } = roleOfName(name);
  const id = drafts.idFor(`graph ${name}`, name);
  const provenance = inferred(spot, 'a graph of which nothing but its name can be read: one agent stands for it');
  drafts.component({
    id,
    kind: part === 'orchestrator' ? 'orchestrator' : 'agent',
    name: name.slice(0, 200),
    provenance,
  });
  if (isOwnName(name)) drafts.identify(id, { by: 'agent', key: name });
  addModel(drafts, id, { spot });
  addUser(drafts, { to: [id], spot });
  drafts.toFill.push({ component: id, field: 'tools', why: 'what the graph consists of and may call is not known' });
  const fix = `Import what get_graph().draw_mermaid() writes for it, or import the folder that holds ${fileOf(path)}.`;
  drafts.warnings.push({ at: spot.at, expected: 'a Python file with a graph', found, fix });
  return id;
}

const fileOf = (path: string): string =>
  path
    .replace(/^.*[\\/]/, '')
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, 80);
