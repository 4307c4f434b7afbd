import { InvalidInputError, type Problem } from '../base/errors.ts';
import { mapWiz } from './agent-wiz/map-wiz.ts';
import { readWiz, recogniseWiz } from './agent-wiz/read-wiz.ts';
import { detectBy } from './detect-by.ts';
import { Drafts, finish } from './drafts.ts';
import type { FileImporter, Imported, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';

const MISSING = 'nodes with node_type and edges with source and target';

/** Graphs that Agent-Wiz extracts from source code, and others of the same shape. */
export const agentWiz: FileImporter = {
  format: 'agent-wiz',
  title: 'Agent-Wiz graph, or typed nodes and edges',
  gives: 'agents, teams, tools, models and what goes between them, as extracted from code of ten frameworks',
  detect: detectBy({
    words: /"?node_type"?\s*:|"?framework"?\s*:/,
    without: 'it has no node_type',
    missing: MISSING,
    detectIn: recogniseWiz,
    saidBy: (text) =>
      /"node_type"\s*:/.test(text) && /"source"\s*:/.test(text) ? 'has node_type and source' : undefined,
  }),
  read,
};

const MOST_WARNINGS = 20;

function read(file: SourceFile): Imported {
  const root = readLocated(file);
  const problems: Problem[] = [];
  const wiz = readWiz(root, problems);
  if (wiz.nodes.length === 0) {
    const fix = 'Give the graph that agent-wiz extract writes.';
    throw new InvalidInputError([
      { at: root.at, expected: MISSING, found: 'none', fix },
      ...problems.slice(0, MOST_WARNINGS),
    ]);
  }
  const drafts = new Drafts();
  drafts.warnings.push(...problems.slice(0, MOST_WARNINGS));
  mapWiz(drafts, wiz);
  return finish(drafts, { file: file.name, description: 'A graph of agents, imported from Agent-Wiz.' });
}
