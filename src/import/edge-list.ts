import { InvalidInputError } from '../base/errors.ts';
import { fromDiagram } from './diagram/from-diagram.ts';
import { Drafts } from './drafts.ts';
import { looksLikeEdges, readLines } from './edge-list/read-lines.ts';
import type { Detection, Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import { listedDiagram } from './network/listed-graph.ts';
import { MOST_CHARACTERS, refuse } from './reading-limits.ts';
import type { ImportSettings } from './settings.ts';

const MISSING = 'at least one line "u v"';

/** Lists of edges as ecosystems; unless somebody asks for that, they are raw graphs. */
export const edgeList: Importer = {
  format: 'edge-list',
  title: 'Edge list (text, CSV, TSV)',
  gives: 'nodes and edges with their probability, for a mapping that says what they are; chosen by name only',
  isPlainGraph: true,
  detect,
  read,
};

/** Never sure: two words on a line are the edge of a graph, which runs raw, unless somebody says otherwise. */
function detect({ text }: SourceFile): Detection {
  return looksLikeEdges(text)
    ? { score: 0.4, reason: 'its lines have two ids or more', missing: 'somebody who says that it is an ecosystem' }
    : { score: 0, reason: 'its lines are no edges', missing: MISSING };
}

function read(file: SourceFile, _open: OpenSibling, settings?: ImportSettings): Imported {
  const { name, text } = file;
  if (text.length > MOST_CHARACTERS)
    throw refuse({ file: name }, 'at most 50 MB of text', 'more', 'Run it as a raw graph.');
  const drafts = new Drafts();
  const graph = readLines(file, drafts);
  if (graph.nodes.length === 0) {
    const fix = 'Write one edge per line: two ids, and a probability if you like.';
    throw new InvalidInputError([{ at: { file: name, line: 1, column: 1 }, expected: MISSING, found: 'none', fix }]);
  }
  const diagram = listedDiagram(graph, name, drafts);
  return fromDiagram(diagram, { file: name, description: 'From an edge list.', drafts, settings, isPlain: true });
}
