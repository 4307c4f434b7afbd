import { detectBy } from '../detect-by.ts';
import type { Detection, SourceFile } from '../importer.ts';
import { entriesOf, find, type Located, listOf, textOf } from '../located.ts';
import { END, START } from './drawn-graph.ts';
import { idOf } from './graph-json.ts';
import { mermaidCharts, SENTINEL } from './mermaid-charts.ts';

const MISSING = 'a graph from __start__ to __end__, or graphs with the files that define them';

const JSON_WORDS = /"(?:graphs|edges)"/;
const FLOWCHART = /^[ \t]*(?:graph|flowchart)\b/m;

export const detectLangGraph = (file: SourceFile): Detection =>
  FLOWCHART.test(file.text) && !JSON_WORDS.test(file.text) ? detectMermaid(file) : detectJson(file);

const detectJson = detectBy({
  words: JSON_WORDS,
  without: 'it holds neither graphs nor edges',
  missing: MISSING,
  detectIn,
  saidBy: (text) => (SENTINEL.test(text) && /"nodes"/.test(text) ? 'says nodes and __start__' : undefined),
});

function detectMermaid(file: SourceFile): Detection {
  if (!SENTINEL.test(file.text)) {
    return { score: 0.1, reason: 'a Mermaid flowchart', missing: '__start__ and __end__, as draw_mermaid writes them' };
  }
  const [chart] = mermaidCharts(file);
  if (chart === undefined) return { score: 0.2, reason: 'its flowchart is not one of draw_mermaid', missing: MISSING };
  return { score: 0.95, reason: 'a Mermaid flowchart with __start__ or __end__, as draw_mermaid writes it' };
}

function detectIn(root: Located): Detection {
  const deployed = graphsOf(root);
  if (deployed.length > 0) return { score: 0.95, reason: `graphs names the file of ${deployed[0] ?? ''}` };
  const nodes = listOf(find(root, 'nodes'));
  const ids = nodes.map((node) => idOf(find(node, 'id')));
  const isLinked = listOf(find(root, 'edges')).some((edge) => find(edge, 'source') && find(edge, 'target'));
  if (ids.includes(START) || ids.includes(END)) return { score: 0.95, reason: 'nodes are called __start__ or __end__' };
  if (isLinked && nodes.some(hasClass)) return { score: 0.9, reason: 'nodes name classes of LangChain or LangGraph' };
  return {
    score: nodes.length > 0 && isLinked ? 0.15 : 0,
    reason: 'no node is __start__ or __end__',
    missing: MISSING,
  };
}

const hasClass = (node: Located): boolean =>
  /^lang(?:graph|chain)/.test(textOf(listOf(find(node, 'data', 'id'))[0]) ?? '');

const ENTRY = /^[^\s:][^:]*(?:\.(?:py|ts|js|mts|mjs|cjs|tsx|jsx)|\w):[A-Za-z_$][\w$]*$/;

/** Ids of graphs with `./file.py:variable`. */
const graphsOf = (root: Located): string[] =>
  entriesOf(find(root, 'graphs')).flatMap(([id, { value }]) => {
    const path = textOf(value) ?? textOf(find(value, 'path'));
    return path !== undefined && ENTRY.test(path) ? [id] : [];
  });
