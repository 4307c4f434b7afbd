import { describePlace } from '../../base/errors.ts';
import { type Drafts, declared } from '../drafts.ts';
import type { Link } from '../flow.ts';
import { noteContracted } from '../langgraph/add-step.ts';
import { addWorkGraph } from '../langgraph/work-graph.ts';
import type { WorkStep } from '../langgraph/work-step.ts';
import { argumentOf } from '../python/py-value.ts';
import { END, type Graph, type GraphNode, START } from './find-graphs.ts';
import { addKept } from './map-memory.ts';
import { type MappedNode, mapNode, toolListOf } from './map-node.ts';
import { type Mapping, placeKey, warnUnread } from './mapping.ts';
import { textsOf } from './node-texts.ts';
import { stopsBy } from './stopping-run.ts';

/** Where a graph's nodes stand among those of the graphs around it. */
type Level = {
  readonly graph: Graph;
  /** Before the keys and names of its nodes. */
  readonly key: string;
  readonly name: string;
  readonly above: Level | undefined;
  /** Nodes that are graphs themselves, with what goes before the keys of their nodes. */
  readonly inner: Map<string, string>;
};

type Gathered = {
  readonly steps: WorkStep[];
  readonly links: Link[];
  /** What nodes of all levels do once all of them are known. */
  readonly later: (() => void)[];
};

const DEEPEST = 6;

/**
 * A graph with those inside it, and what goes between its nodes.
 * @param isTop - users begin it, and not another agent
 * @returns the ids of its first agents
 */
export function mapGraphSteps(mapping: Mapping, graph: Graph, isTop: boolean): readonly string[] {
  const level: Level = { graph, key: `${placeKey(graph.call)} `, name: '', above: undefined, inner: new Map() };
  const gathered: Gathered = { steps: [], links: [], later: [] };
  gather(mapping, level, gathered, isTop ? 'start' : 'pass');
  for (const act of gathered.later) act();
  const { steps, links } = gathered;
  if (graph.nodes.size === 0) return [];
  const { agents, runner } = addWorkGraph(mapping.drafts, { spot: graph.call, steps, links });
  const ids = runner === undefined ? [...agents.values()] : [runner];
  for (const compile of graph.compiles) addKept(mapping, compile, [...new Set(ids)]);
  return runner === undefined ? firstAgents(`${level.key}${START}`, links, agents) : [runner];
}

function firstAgents(start: string, links: readonly Link[], agents: ReadonlyMap<string, string>): readonly string[] {
  const seen = new Set([start]);
  const found: string[] = [];
  for (const here of seen) {
    const agent = agents.get(here);
    if (agent !== undefined) found.push(agent);
    else for (const { from, to } of links) if (from === here) seen.add(to);
  }
  return found;
}

function gather(mapping: Mapping, level: Level, gathered: Gathered, part: 'start' | 'pass', depth = 0): void {
  const { graph, above, inner } = level;
  const ends = { name: level.name.slice(0, -1) || 'start', spot: graph.call, provenance: declared(graph.call) };
  gathered.steps.push({ ...ends, key: `${level.key}${START}`, part });
  if (above !== undefined) gathered.steps.push({ ...ends, key: `${level.key}${END}`, part });
  for (const node of toolNodesLast(mapping, graph)) {
    const key = `${level.key}${node.name}`;
    const name = `${level.name}${node.name}`;
    const mapped = mapNode(mapping, { node, name, key });
    if (mapped.graph !== undefined && depth < DEEPEST && !isAround(level, mapped.graph)) {
      inner.set(node.name, `${key}:`);
      const below = { graph: mapped.graph, key: `${key}:`, name: `${name}:`, above: level, inner: new Map() };
      gather(mapping, below, gathered, 'pass', depth + 1);
    } else gathered.steps.push(stepOf(mapping, level, mapped, node.name));
    gathered.later.push(() => addGotos(mapping, level, mapped, node.name, gathered));
  }
  gathered.later.push(() => addEdges(mapping, level, gathered));
}

/** Whose tools they run is known then. */
function toolNodesLast(mapping: Mapping, { nodes }: Graph): GraphNode[] {
  const isTools = (node: GraphNode): boolean => toolListOf(mapping, node) !== undefined;
  const all = [...nodes.values()];
  return [...all.filter((node) => !isTools(node)), ...all.filter(isTools)];
}

const isAround = (level: Level | undefined, graph: Graph): boolean =>
  level !== undefined && (level.graph === graph || isAround(level.above, graph));

function stepOf(mapping: Mapping, level: Level, mapped: MappedNode, node: string): WorkStep {
  const { part, provenance, ids, calls, isCalled } = mapped;
  const key = `${level.key}${node}`;
  const name = `${mapping.prefix}${level.name}${node}`;
  for (const id of ids ?? []) if (!mapping.named.has(node)) mapping.named.set(node, id);
  const { spot } = level.graph.nodes.get(node) ?? { spot: level.graph.call };
  const interrupts = mapped.interrupts ?? interruptsOf(mapping, level.graph, node);
  const step: WorkStep = { key, name, spot, part, provenance, ids, calls, isCalled, interrupts };
  if (part === 'pass') noteContracted(mapping.drafts, step);
  return step;
}

function interruptsOf({ program }: Mapping, { compiles, stoppingRuns }: Graph, node: string): WorkStep['interrupts'] {
  const stop = (argument: string) => {
    for (const options of [...compiles, ...stoppingRuns]) {
      const value = argumentOf(options, argument);
      const { texts } = textsOf(program, value);
      if (value !== undefined && (texts.includes(node) || texts.includes('*'))) return stopsBy(options, value);
    }
    return undefined;
  };
  const [before, after] = [stop('interrupt_before'), stop('interrupt_after')];
  return before === undefined && after === undefined ? undefined : { before, after };
}

/** A node that is a graph is left by its end and entered by its start. */
function outOf({ key, inner }: Level, name: string): string {
  const below = inner.get(name);
  return below === undefined ? `${key}${name}` : `${below}${END}`;
}

function into({ key, inner }: Level, name: string): string {
  const below = inner.get(name);
  return below === undefined ? `${key}${name}` : `${below}${START}`;
}

function addEdges(mapping: Mapping, level: Level, { links }: Gathered): void {
  const { graph } = level;
  for (const { from, to, spot, isOpen } of graph.edges) {
    const targets = isOpen === true ? everywhere(mapping, graph, from, spot) : [to];
    for (const one of targets) links.push({ from: outOf(level, from), to: into(level, one), spot });
    const unknown = [from, ...targets].find((name) => name !== START && name !== END && !graph.nodes.has(name));
    if (unknown !== undefined) noteUnknown(mapping.drafts, unknown, spot);
  }
  const left = new Set(links.map(({ from }) => from));
  for (const name of graph.nodes.keys()) {
    const from = outOf(level, name);
    if (!left.has(from)) links.push({ from, to: `${level.key}${END}`, spot: graph.call });
  }
}

const noteUnknown = (drafts: Drafts, name: string, { at }: WorkStep['spot']): void =>
  void drafts.ignored.push({
    what: `edge of ${name.slice(0, 80)}`,
    where: describePlace(at),
    why: 'the graph has no such node',
  });

/** Where only the running code knows it, any node may be next. */
function everywhere(mapping: Mapping, graph: Graph, from: string, spot: WorkStep['spot']): readonly string[] {
  const fix = `Taken to be any node after ${from.slice(0, 80)}; name them with Literal[…] or a mapping.`;
  warnUnread(mapping, spot, 'names of nodes', fix);
  return [...graph.nodes.keys()].filter((name) => name !== from);
}

function addGotos(mapping: Mapping, level: Level, { gotos }: MappedNode, from: string, { links }: Gathered): void {
  for (const { to, spot, isParent } of gotos) {
    const target = isParent ? level.above : level;
    if (target === undefined) continue;
    const names = to.isWhole ? to.texts : [...to.texts, ...everywhere(mapping, target.graph, from, spot)];
    for (const name of names) {
      if (name !== END && !target.graph.nodes.has(name)) continue;
      links.push({ from: outOf(level, from), to: into(target, name), spot });
    }
  }
}
