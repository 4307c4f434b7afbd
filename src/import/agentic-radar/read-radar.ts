import type { Problem } from '../../base/errors.ts';
import { htmlText } from '../html-text.ts';
import type { Detection } from '../importer.ts';
import { describeForm, find, flagOf, type Located, listOf, textOf } from '../located.ts';

export type RadarNode = {
  readonly located: Located;
  readonly name: string;
  /** agent, basic, tool, custom_tool, mcp_server, default; anything else is kept as it is. */
  readonly type: string;
  readonly category: string | undefined;
  readonly description: string | undefined;
};
export type RadarEdge = {
  readonly located: Located;
  readonly start: string;
  readonly end: string;
  readonly condition: string | undefined;
};
/** An entry of `agents`, which says more about a node. */
export type RadarAgent = {
  readonly located: Located;
  readonly name: string;
  readonly llm: Located | undefined;
  readonly isGuardrail: boolean;
};

/** A report as Agentic Radar writes it: names are keys, and everything is HTML-escaped. */
export type Radar = {
  readonly root: Located;
  readonly nodes: readonly RadarNode[];
  readonly edges: readonly RadarEdge[];
  readonly agents: readonly RadarAgent[];
};

const MISSING = 'nodes with node_type and name, and edges with start and end';
const TYPES = /^(?:agent|basic|tool|custom_tool|mcp_server|default)$/;

export function recogniseRadar(root: Located): Detection {
  const nodes = [...listOf(find(root, 'nodes')), ...listOf(find(root, 'tools'))];
  const edges = listOf(find(root, 'edges'));
  const typed = nodes.filter((node) => TYPES.test(typeOf(node) ?? '') && textOf(find(node, 'name')) !== undefined);
  const joined = edges.filter((edge) => ['start', 'end'].every((key) => textOf(find(edge, key)) !== undefined));
  const isRadar = find(root, 'nodes')?.form === 'list' && find(root, 'edges')?.form === 'list';
  if (!isRadar || (typed.length === 0 && joined.length === 0)) return no;
  const hasSources = edges.some((edge) => find(edge, 'source') !== undefined || find(edge, 'from') !== undefined);
  if (hasSources) return no;
  const isNamed = nodes.some((node) => textOf(find(node, 'node_type')) !== undefined);
  if (typed.length > 0 && joined.length > 0)
    return { score: 1, reason: `nodes have ${isNamed ? 'node_type' : 'a type'} and name, edges have start and end` };
  if (typed.length > 0 && isNamed) return { score: 0.9, reason: 'nodes have node_type and name; there are no edges' };
  return joined.length > 0
    ? { score: 0.5, reason: 'edges have start and end', missing: MISSING }
    : { ...no, score: 0.3 };
}

const no: Detection = { score: 0, reason: 'it has no nodes with node_type', missing: MISSING };

const typeOf = (node: Located): string | undefined => textOf(find(node, 'node_type')) ?? textOf(find(node, 'type'));

const text = (located: Located | undefined): string | undefined => {
  const found = textOf(located);
  return found === undefined ? undefined : htmlText(found).trim();
};

/** @param problems - entries that cannot be read are left out and added here */
export function readRadar(root: Located, problems: Problem[]): Radar {
  const nodes = [...listOf(find(root, 'nodes')), ...listOf(find(root, 'tools'))].flatMap((located) => {
    const [name, type] = [text(find(located, 'name')), typeOf(located)];
    if (name !== undefined && name !== '' && type !== undefined) {
      const [category, description] = [text(find(located, 'category')), text(find(located, 'description'))];
      return [{ located, name, type, category, description }];
    }
    problems.push(wrong(located, 'a node with node_type and name'));
    return [];
  });
  const edges = listOf(find(root, 'edges')).flatMap((located) => {
    const [start, end] = [text(find(located, 'start')), text(find(located, 'end'))];
    if (start !== undefined && end !== undefined)
      return [{ located, start, end, condition: text(find(located, 'condition')) }];
    problems.push(wrong(located, 'an edge with start and end'));
    return [];
  });
  const agents = listOf(find(root, 'agents')).flatMap((located) => {
    const name = text(find(located, 'name'));
    const isGuardrail = flagOf(find(located, 'is_guardrail')) === true;
    return name === undefined || name === '' ? [] : [{ located, name, llm: find(located, 'llm'), isGuardrail }];
  });
  return { root, nodes, edges, agents };
}

const wrong = (located: Located, expected: string): Problem => ({
  at: located.at,
  expected,
  found: describeForm(located),
  fix: 'Export the graph again, or correct the entry: it is left out.',
});
