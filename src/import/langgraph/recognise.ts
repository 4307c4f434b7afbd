import { InvalidInputError } from '../../base/errors.ts';
import type { Detection, SourceFile } from '../importer.ts';
import { readLocated } from '../jsonc.ts';
import { entriesOf, find, type Located, listOf, textOf } from '../located.ts';
import { END, START } from './drawn-graph.ts';
import { idOf } from './graph-json.ts';
import { mermaidCharts, SENTINEL } from './mermaid-charts.ts';

export const MISSING = 'a graph from __start__ to __end__, or graphs with the files that define them';

/** Looked for before anything is parsed. */
const JSON_WORDS = /"(?:graphs|edges)"/;
const FLOWCHART = /^\s*(?:graph|flowchart)\b/m;

export function detectLangGraph(file: SourceFile): Detection {
  if (FLOWCHART.test(file.text) && !JSON_WORDS.test(file.text)) return detectMermaid(file);
  if (!JSON_WORDS.test(file.text)) return { score: 0, reason: 'it holds neither graphs nor edges', missing: MISSING };
  try {
    return detectJson(readLocated(file));
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const says = SENTINEL.test(file.text) && /"nodes"/.test(file.text);
    if (!says) return { score: 0, reason: 'it is no valid JSON', missing: 'valid JSON' };
    return { score: 0.6, reason: 'it is no valid JSON, but says nodes and __start__', missing: 'valid JSON' };
  }
}

function detectMermaid(file: SourceFile): Detection {
  if (!SENTINEL.test(file.text)) {
    return { score: 0.1, reason: 'a Mermaid flowchart', missing: '__start__ and __end__, as draw_mermaid writes them' };
  }
  const [chart] = mermaidCharts(file);
  if (chart === undefined) return { score: 0.2, reason: 'its flowchart is not one of draw_mermaid', missing: MISSING };
  return { score: 0.95, reason: 'a Mermaid flowchart with __start__ or __end__, as draw_mermaid writes it' };
}

function detectJson(root: Located): Detection {
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
export const graphsOf = (root: Located): string[] =>
  entriesOf(find(root, 'graphs')).flatMap(([id, { value }]) => {
    const path = textOf(value) ?? textOf(find(value, 'path'));
    return path !== undefined && ENTRY.test(path) ? [id] : [];
  });
