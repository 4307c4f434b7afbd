import { InvalidInputError, type Problem } from '../base/errors.ts';
import { Drafts, finish } from './drafts.ts';
import type { Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import { isJsonText, readLocated } from './jsonc.ts';
import { mapDeployment } from './langgraph/deployment.ts';
import type { DrawnGraph } from './langgraph/drawn-graph.ts';
import { readGraphJson } from './langgraph/graph-json.ts';
import { mapDrawn } from './langgraph/map-drawn.ts';
import { readMermaid, type Unread } from './langgraph/mermaid.ts';
import { mermaidCharts } from './langgraph/mermaid-charts.ts';
import { detectLangGraph } from './langgraph/recognise.ts';
import { entriesOf, find } from './located.ts';

/** Graphs as LangGraph draws them, and its deployment file. */
export const langGraph: Importer = {
  format: 'langgraph',
  title: 'LangGraph graph or deployment',
  gives: 'agents, tools, stores and approvals by the names of nodes, from to_json(), draw_mermaid() and langgraph.json',
  detect: detectLangGraph,
  read,
};

async function read(file: SourceFile, open: OpenSibling): Promise<Imported> {
  if (!isJsonText(file.text)) return mapCharts(file);
  const root = readLocated(file);
  if (entriesOf(find(root, 'graphs')).length > 0) return await mapDeployment(file, root, open);
  const problems: Problem[] = [];
  const graph = readGraphJson(root, problems);
  return mapGraphs([graph], file, problems);
}

function mapCharts(file: SourceFile): Imported {
  const unread: Unread[] = [];
  const graphs = mermaidCharts(file).map((chart) => readMermaid(chart, unread));
  const problems = unread.map(({ spot: { at } }): Problem => {
    const fix = 'Draw the graph again with draw_mermaid(), or correct the line.';
    return { at, expected: 'a node or an edge of draw_mermaid', found: 'something else', fix };
  });
  return mapGraphs(graphs, file, problems);
}

const MOST_WARNINGS = 20;

function mapGraphs(graphs: readonly DrawnGraph[], file: SourceFile, problems: readonly Problem[]): Imported {
  const shown = problems.slice(0, MOST_WARNINGS);
  const drafts = new Drafts();
  for (const [at, graph] of graphs.entries()) mapDrawn(drafts, graph, `graph ${at}`);
  if (drafts.components().length === 0) throw new InvalidInputError([...shown, nothing(file)]);
  drafts.warnings.push(...shown);
  return finish(drafts, { file: file.name, description: 'A LangGraph graph, imported from its drawing.' });
}

const nothing = ({ name }: SourceFile): Problem => ({
  at: { file: name },
  expected: 'a graph with nodes between __start__ and __end__',
  found: 'none',
  fix: 'Give the output of get_graph().to_json() or get_graph().draw_mermaid(), or a langgraph.json.',
});
