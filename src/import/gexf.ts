import { fromDiagram } from './diagram/from-diagram.ts';
import { Drafts } from './drafts.ts';
import { GexfReader } from './gexf/gexf-reader.ts';
import type { Detection, Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import type { ImportSettings } from './settings.ts';
import { xmlRoot } from './xml-root.ts';

/** Graphs of Gephi and what exchanges with it, with all that they say of nodes and edges. */
export const gexf: Importer = {
  format: 'gexf',
  title: 'GEXF graph (Gephi)',
  gives: 'nodes with their attributes and labels, nodes inside nodes as zones, edges with direction and probability',
  isPlainGraph: true,
  detect,
  read,
};

function detect({ text }: SourceFile): Detection {
  const root = xmlRoot(text);
  if (root === 'gexf') return { score: 1, reason: 'its root element is <gexf>' };
  const reason = root === undefined ? 'it is no XML' : `its root element is <${root.slice(0, 40)}>`;
  return { score: 0, reason, missing: 'a root element <gexf>' };
}

function read(file: SourceFile, _open: OpenSibling, settings?: ImportSettings): Imported {
  const drafts = new Drafts();
  const { diagram, description } = new GexfReader(file, drafts).read();
  return fromDiagram(diagram, { file: file.name, description, drafts, settings, isPlain: true });
}
