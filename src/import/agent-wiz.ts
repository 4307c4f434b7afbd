import { InvalidInputError, type Problem } from '../base/errors.ts';
import { mapWiz } from './agent-wiz/map-wiz.ts';
import { readWiz, recogniseWiz } from './agent-wiz/read-wiz.ts';
import { Drafts, finish } from './drafts.ts';
import type { Detection, Imported, Importer, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';

/** Graphs that Agent-Wiz extracts from source code, and others of the same shape. */
export const agentWiz: Omit<Importer, 'read'> & { read(file: SourceFile): Imported } = {
  format: 'agent-wiz',
  title: 'Agent-Wiz graph, or typed nodes and edges',
  gives: 'agents, teams, tools, models and what goes between them, as extracted from code of ten frameworks',
  detect,
  read,
};

const WORDS = /"?node_type"?\s*:|"?framework"?\s*:/;
const MISSING = 'nodes with node_type and edges with source and target';

function detect(file: SourceFile): Detection {
  if (!WORDS.test(file.text)) return { score: 0, reason: 'it has no node_type', missing: MISSING };
  try {
    return recogniseWiz(readLocated(file));
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const isOwn = /"node_type"\s*:/.test(file.text) && /"source"\s*:/.test(file.text);
    const reason = isOwn ? 'it is no valid JSON, but has node_type and source' : 'it is no valid JSON';
    return { score: isOwn ? 0.6 : 0, reason, missing: 'valid JSON' };
  }
}

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
