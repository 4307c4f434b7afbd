import type { Problem } from '../../base/errors.ts';
import type { Detection } from '../importer.ts';
import { describeForm, find, type Located, listOf, textOf } from '../located.ts';

export type WizNode = {
  readonly located: Located;
  /** What edges call it. */
  readonly key: string;
  readonly name: string;
  /** In lower case: agent, tool, team, generic, special, … */
  readonly type: string;
  /** Of the function or class behind it. */
  readonly functionName: string | undefined;
  readonly metadata: Located | undefined;
};
export type WizEdge = {
  readonly located: Located;
  readonly from: string;
  readonly to: string;
  /** In lower case: handoff, tool_usage, member_of_team, … */
  readonly type: string;
  readonly metadata: Located | undefined;
};

/** A graph as Agent-Wiz extracts it from source code, or one of the same shape. */
export type Wiz = {
  readonly root: Located;
  /** In lower case; empty if the file does not say it. */
  readonly framework: string;
  readonly nodes: readonly WizNode[];
  readonly edges: readonly WizEdge[];
};

const MISSING = 'nodes with node_type and name, edges with source and target';

/** Editors of flows write nodes, source and target as well, but with positions and data. */
export function recogniseWiz(root: Located): Detection {
  const [nodes, edges] = [listOf(find(root, 'nodes')), listOf(find(root, 'edges'))];
  const has = (key: string) => (one: Located) => find(one, key) !== undefined;
  const typed = nodes.filter((one) => textOf(find(one, 'node_type')) !== undefined);
  const isDrawn = nodes.some((one) => has('position')(one) || has('data')(one));
  const isJoined = edges.every(
    (one) => textOf(find(one, 'source')) !== undefined && textOf(find(one, 'target')) !== undefined,
  );
  const framework = textOf(find(root, 'metadata', 'framework'));
  if (nodes.length === 0 || isDrawn || !isJoined) return no;
  const isOwn = typed.some((one) => has('function_name')(one) || has('source_location')(one) || has('docstring')(one));
  if (isOwn) return { score: 1, reason: 'nodes have node_type and function_name, edges have source and target' };
  if (typed.length > 0 && framework !== undefined)
    return { score: 0.95, reason: 'nodes have node_type, metadata names the framework' };
  if (typed.length > 0 && edges.length > 0)
    return { score: 0.8, reason: 'nodes have node_type, edges have source and target' };
  const isTyped = nodes.some((one) => textOf(find(one, 'type')) !== undefined);
  return framework !== undefined && isTyped
    ? { score: 0.75, reason: 'nodes have a type, metadata names the framework', missing: MISSING }
    : no;
}

const no: Detection = {
  score: 0,
  reason: 'it has no nodes with node_type between source and target',
  missing: MISSING,
};

/** @param problems - entries that cannot be read are left out and added here */
export function readWiz(root: Located, problems: Problem[]): Wiz {
  const nodes = listOf(find(root, 'nodes')).flatMap((located): WizNode[] => {
    const type =
      textOf(find(located, 'node_type')) ?? textOf(find(located, 'nodeType')) ?? textOf(find(located, 'type'));
    const own = clean(textOf(find(located, 'name')) ?? textOf(find(located, 'label')));
    const key = clean(textOf(find(located, 'id'))) ?? own;
    const metadata = find(located, 'metadata');
    // Of n8n it keeps the ids of nodes as names, and their names as descriptions.
    const shown = find(metadata, 'n8n_type') === undefined ? undefined : clean(textOf(find(located, 'description')));
    const name = shown ?? own ?? key;
    if (key === undefined || name === undefined) {
      problems.push(wrong(located, 'a node with a name'));
      return [];
    }
    const functionName = clean(textOf(find(located, 'function_name')));
    return [{ located, key, name, type: (type ?? 'generic').trim().toLowerCase(), functionName, metadata }];
  });
  const edges = listOf(find(root, 'edges')).flatMap((located): WizEdge[] => {
    const [from, to] = [clean(textOf(find(located, 'source'))), clean(textOf(find(located, 'target')))];
    if (from === undefined || to === undefined) {
      problems.push(wrong(located, 'an edge with source and target'));
      return [];
    }
    return [{ located, from, to, type: edgeType(located), metadata: find(located, 'metadata') }];
  });
  return { root, framework: (textOf(find(root, 'metadata', 'framework')) ?? '').toLowerCase(), nodes, edges };
}

const clean = (text: string | undefined): string | undefined => (text?.trim() === '' ? undefined : text?.trim());

const edgeType = (located: Located): string =>
  (
    textOf(find(located, 'edge_type')) ??
    textOf(find(located, 'condition', 'type')) ??
    textOf(find(located, 'condition')) ??
    textOf(find(located, 'type')) ??
    ''
  ).toLowerCase();

const wrong = (located: Located, expected: string): Problem => ({
  at: located.at,
  expected,
  found: describeForm(located),
  fix: 'Extract the graph again, or correct the entry: it is left out.',
});
