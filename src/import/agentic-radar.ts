import { InvalidInputError, type Problem } from '../base/errors.ts';
import { mapRadar } from './agentic-radar/map-radar.ts';
import { readRadar, recogniseRadar } from './agentic-radar/read-radar.ts';
import { detectBy } from './detect-by.ts';
import { Drafts, finish } from './drafts.ts';
import type { FileImporter, Imported, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';

const MISSING = 'nodes with node_type and edges with start and end';

/** Graphs that SplxAI's Agentic Radar makes of source code: `--export-graph-json`. */
export const agenticRadar: FileImporter = {
  format: 'agentic-radar',
  title: 'SplxAI Agentic Radar graph',
  gives: 'agents, models, tools, MCP servers, guardrails and what goes between them, with what Radar found',
  detect: detectBy({
    words: /"?node_type"?\s*:|"?start"?\s*:/,
    without: 'it has no node_type',
    missing: MISSING,
    detectIn: recogniseRadar,
    saidBy: (text) =>
      /"node_type"\s*:/.test(text) && /"start"\s*:/.test(text) ? 'has node_type and start' : undefined,
  }),
  read,
};

const MOST_WARNINGS = 20;

function read(file: SourceFile): Imported {
  const root = readLocated(file);
  const problems: Problem[] = [];
  const radar = readRadar(root, problems);
  if (radar.nodes.length === 0 && radar.agents.length === 0) {
    const fix = 'Give the file that agentic-radar scan --export-graph-json writes.';
    throw new InvalidInputError([
      { at: root.at, expected: MISSING, found: 'none', fix },
      ...problems.slice(0, MOST_WARNINGS),
    ]);
  }
  const drafts = new Drafts();
  drafts.warnings.push(...problems.slice(0, MOST_WARNINGS));
  mapRadar(drafts, radar);
  return finish(drafts, { file: file.name, description: 'A graph of agents, imported from SplxAI Agentic Radar.' });
}
