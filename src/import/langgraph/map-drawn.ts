import type { Provenance } from '../../graph/ecosystem.ts';
import { addModel } from '../add-model.ts';
import { assumed, type Drafts, declared, inferred } from '../drafts.ts';
import { noteContracted } from './add-step.ts';
import { type DrawnGraph, type DrawnNode, END, ownName, START } from './drawn-graph.ts';
import { roleOfNode } from './node-role.ts';
import { addWorkGraph } from './work-graph.ts';
import type { Interrupts, WorkStep } from './work-step.ts';

/** A graph of which only names and classes of nodes are known. @param key - tells it from others of its file */
export function mapDrawn(drafts: Drafts, graph: DrawnGraph, key: string): void {
  const ends = endsOf(graph);
  const inner = graph.nodes.filter((node) => !ends.has(node.key));
  if (inner.every(({ key: one }) => one === START)) return;
  const steps = inner.map((node) => stepOf(node, graph, key));
  const links = graph.edges.map(({ from, to, spot }) => ({ from: `${key} ${from}`, to: `${key} ${to}`, spot }));
  for (const step of steps) if (step.part === 'pass' && step.provenance.rule !== SENTINEL) noteContracted(drafts, step);
  const { agents } = addWorkGraph(drafts, { spot: graph.spot, steps, links });
  for (const step of steps) {
    const id = agents.get(step.key);
    if (id === undefined) continue;
    addModel(drafts, id, { spot: step.spot });
    drafts.toFill.push({ component: id, field: 'tools', why: 'a drawing does not list what its nodes may call' });
  }
}

const SENTINEL = 'it is the beginning or the end of a subgraph';

/** Nodes after which nothing comes: the end, and what a chain gives. */
const endsOf = ({ nodes, edges }: DrawnGraph): ReadonlySet<string> => {
  const before = new Set(edges.map(({ from }) => from));
  return new Set(
    nodes
      .filter((node) => node.key === END || (node.isSchema === true && !before.has(node.key)))
      .map((node) => node.key),
  );
};

function stepOf(node: DrawnNode, graph: DrawnGraph, graphKey: string): WorkStep {
  const { key, name, spot } = node;
  const own = { key: `${graphKey} ${key}`, name, spot, interrupts: interruptsOf(node) };
  if (isStart(node, graph)) return { ...own, part: 'start', provenance: declared(spot) };
  if (ownName(key) === START || ownName(key) === END)
    return { ...own, name: key.slice(0, key.lastIndexOf(':')), part: 'pass', provenance: inferred(spot, SENTINEL) };
  if (node.isSchema === true) return { ...own, part: 'pass', provenance: inferred(spot, 'it is a schema') };
  const { part, rule, isKnown } = roleOfNode(ownName(name), node.classPath);
  return { ...own, part, provenance: isKnown ? inferred(spot, rule) : assumed(spot, rule) };
}

const isStart = ({ key, isSchema }: DrawnNode, { edges }: DrawnGraph): boolean =>
  key === START || (isSchema === true && !edges.some(({ to }) => to === key));

function interruptsOf({ interrupt, spot }: DrawnNode): Interrupts | undefined {
  if (interrupt === undefined) return undefined;
  const stop = (when: string): Provenance | undefined => (interrupt.includes(when) ? declared(spot) : undefined);
  return { before: stop('before'), after: stop('after') };
}
