import { InvalidInputError } from '../base/errors.ts';
import { detectBy } from './detect-by.ts';
import { fromDiagram } from './diagram/from-diagram.ts';
import { Drafts } from './drafts.ts';
import type { Detection, Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';
import { describeForm, type Located } from './located.ts';
import { listedDiagram } from './network/listed-graph.ts';
import { GENERATOR, networkSource } from './network/network-source.ts';
import { dialects } from './node-link/dialects.ts';
import { aboutGraph, readGraph } from './node-link/read-graph.ts';
import type { ImportSettings } from './settings.ts';

const MISSING = 'nodes, and links or edges with source and target';

/** Graphs in JSON: nodes and links of d3 and networkx, Cytoscape.js, graphology, sigma, vis.js, JSON Graph Format. */
export const nodeLink: Importer = {
  format: 'node-link',
  title: 'Node-link JSON (d3, networkx, Cytoscape.js, graphology, vis.js, JSON Graph Format)',
  gives: 'nodes and edges with their attributes, parents and zones, directions and probabilities',
  isPlainGraph: true,
  detect: detectBy({
    words: /"(?:source|from)"\s*:|"multigraph"\s*:/,
    without: 'it has no links with source and target',
    missing: MISSING,
    detectIn,
    saidBy: () => undefined,
  }),
  read,
};

function detectIn(root: Located): Detection {
  for (const { name, sign, read: readDialect } of dialects) {
    const seen = sign(root);
    if (seen === undefined) continue;
    const isOurs = aboutGraph(readDialect(root)).get('creator') === GENERATOR;
    return { score: isOurs ? 0.95 : seen.score, reason: `${seen.reason}, as ${name} writes them` };
  }
  return { score: 0, reason: 'it has no nodes beside links with source and target', missing: MISSING };
}

function read(file: SourceFile, _open: OpenSibling, settings?: ImportSettings): Imported {
  const root = readLocated(file);
  const dialect = dialects.find(({ sign }) => sign(root) !== undefined);
  if (dialect === undefined) {
    const fix = 'Write the graph as { "nodes": [{ "id": … }], "links": [{ "source": …, "target": … }] }.';
    throw new InvalidInputError([{ at: root.at, expected: MISSING, found: describeForm(root), fix }]);
  }
  const graph = dialect.read(root);
  const drafts = new Drafts();
  const { title, description } = networkSource(`${dialect.name} node-link`, aboutGraph(graph));
  const diagram = listedDiagram({ ...readGraph(graph, drafts), title }, file.name, drafts);
  return fromDiagram(diagram, { file: file.name, description, drafts, settings, isPlain: true });
}
