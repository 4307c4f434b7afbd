import { InvalidInputError, type Problem } from '../base/errors.ts';
import { mapRadar } from './agentic-radar/map-radar.ts';
import { readRadar, recogniseRadar } from './agentic-radar/read-radar.ts';
import { Drafts, finish } from './drafts.ts';
import type { Detection, Imported, Importer, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';

/** Graphs that SplxAI's Agentic Radar makes of source code: `--export-graph-json`. */
export const agenticRadar: Omit<Importer, 'read'> & { read(file: SourceFile): Imported } = {
  format: 'agentic-radar',
  title: 'SplxAI Agentic Radar graph',
  gives: 'agents, models, tools, MCP servers, guardrails and what goes between them, with what Radar found',
  detect,
  read,
};

const WORDS = /"?node_type"?\s*:|"?start"?\s*:/;
const MISSING = 'nodes with node_type and edges with start and end';

function detect(file: SourceFile): Detection {
  if (!WORDS.test(file.text)) return { score: 0, reason: 'it has no node_type', missing: MISSING };
  try {
    return recogniseRadar(readLocated(file));
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const isOwn = /"node_type"\s*:/.test(file.text) && /"start"\s*:/.test(file.text);
    const reason = isOwn ? 'it is no valid JSON, but has node_type and start' : 'it is no valid JSON';
    return { score: isOwn ? 0.6 : 0, reason, missing: 'valid JSON' };
  }
}

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
