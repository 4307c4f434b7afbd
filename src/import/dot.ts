import { DotFeed } from '../base/dot-feed.ts';
import { InvalidInputError } from '../base/errors.ts';
import type { Diagram } from './diagram/diagram.ts';
import { fromDiagram } from './diagram/from-diagram.ts';
import { attributesOf } from './dot/attributes-of.ts';
import { type Drawing, readDrawing } from './dot/drawing.ts';
import { isDrawnByPytm, toDiagram } from './dot/to-diagram.ts';
import { Drafts } from './drafts.ts';
import type { Detection, Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import { isOwnFile } from './network/network-source.ts';
import type { ImportSettings } from './settings.ts';

/** Graphs of Graphviz, of pytm, and our own. */
export const dot: Importer = {
  format: 'dot',
  title: 'DOT graph (Graphviz, pytm)',
  gives: 'nodes by their labels and shapes, clusters as zones, edges both ways or one way, probabilities of edges',
  detect,
  isPlainGraph: true,
  read,
};

const LONGEST_HEAD = 10_000;
const MISSING = 'graph or digraph, then { with nodes or edges';

/** Its beginning is read: words like graph stand in many languages. */
function detect({ name, text }: SourceFile): Detection {
  const head = text.slice(0, LONGEST_HEAD);
  if (!/\b(?:di)?graph\b/i.test(head)) return { score: 0, reason: 'it holds no graph', missing: MISSING };
  let graphs = 0;
  let statements = 0;
  const count = () => void statements++;
  try {
    new DotFeed(name, { graph: () => void graphs++, named: count, setting: count, edge: count }).pushText(head);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    if (statements > 0)
      return { score: 0.6, reason: 'begins as a graph in DOT, but goes on otherwise', missing: MISSING };
    return { score: 0, reason: 'it does not begin as a graph in DOT', missing: MISSING };
  }
  return graphs > 0 ? { score: 0.9, reason: 'a graph in DOT' } : { score: 0.1, reason: 'no graph begins in it' };
}

function read(file: SourceFile, _open: OpenSibling, settings?: ImportSettings): Imported {
  const drafts = new Drafts();
  const drawing = readDrawing(file);
  const diagram = toDiagram(drawing, drafts);
  const isPlain = isDrawnByPytm(drawing) ? {} : ({ isPlain: true } as const);
  return fromDiagram(diagram, {
    file: file.name,
    description: descriptionOf(drawing, diagram),
    drafts,
    settings,
    ...isPlain,
  });
}

/** Ours say what their ecosystem says. */
function descriptionOf(drawing: Drawing, { title }: Diagram): string | undefined {
  const said = attributesOf(drawing.graphs[0]?.settings ?? new Map());
  if (isOwnFile(said)) return said.get('description');
  const name = title === undefined ? '' : ` ${JSON.stringify(title)}`;
  return isDrawnByPytm(drawing) ? `From a data flow diagram${name} that pytm drew.` : `From the DOT graph${name}.`;
}
