import type { Spot } from '../drafts.ts';
import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, type PyCall, type PyValue } from '../python/py-value.ts';
import { assignedName, langName, methodOf, objectOf } from './lang-name.ts';
import { joined, keysOf, routesOf, type Texts, textsOf } from './node-texts.ts';
import { isStoppingRun } from './stopping-run.ts';

/** A `StateGraph(…)` and what the code adds to it. */
export type Graph = {
  readonly call: PyCall;
  readonly name: string;
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly edges: readonly GraphEdge[];
  readonly compiles: readonly PyCall[];
  /** Calls that run it and stop on the way. */
  readonly stoppingRuns: readonly PyCall[];
};

export type GraphNode = { readonly name: string; readonly action: PyValue; readonly spot: Spot };
/** `isOpen`: where it leads is only known when the code runs. */
export type GraphEdge = { readonly from: string; readonly to: string; readonly spot: Spot; readonly isOpen?: true };

export const START = '__start__';
export const END = '__end__';
const CLASSES: ReadonlySet<string> = new Set(['StateGraph', 'MessageGraph', 'Graph']);
/** Of methods that are called on each other's results. */
const LONGEST_CHAIN = 250;
const PASSED_ON = /^(?:add_\w+|set_\w+|compile|with_config|with_retry|bind)$/;

/** Every graph of a program by the call that begins it, in the order of the code. */
export function findGraphs(program: PyProgram): ReadonlyMap<PyCall, Graph> {
  const begun = program.calls().filter((call) => CLASSES.has(langName(program, call) ?? ''));
  const uses = new Map(begun.map((call): [PyCall, PyCall[]] => [call, []]));
  for (const call of program.calls()) {
    const object = objectOf(call);
    if (object === undefined || !(PASSED_ON.test(methodOf(call) ?? '') || isStoppingRun(call))) continue;
    for (const graph of graphCallsIn(program, object)) uses.get(graph)?.push(call);
  }
  return new Map([...uses].map(([call, own]) => [call, graphOf(program, call, own)]));
}

/** The graphs that a value may be: built, being built, or compiled. */
export function graphCallsIn(program: PyProgram, value: PyValue, depth = 0): readonly PyCall[] {
  if (depth > LONGEST_CHAIN) return [];
  return program.resolve(value).flatMap((one): readonly PyCall[] => {
    if (one.form !== 'call') return [];
    if (CLASSES.has(langName(program, one) ?? '')) return [one];
    const object = objectOf(one);
    return object !== undefined && PASSED_ON.test(methodOf(one) ?? '') ? graphCallsIn(program, object, depth + 1) : [];
  });
}

function graphOf(program: PyProgram, call: PyCall, uses: readonly PyCall[]): Graph {
  const nodes = new Map<string, GraphNode>();
  const edges: GraphEdge[] = [];
  for (const use of uses) addUse(program, use, nodes, edges);
  const compiles = uses.filter((use) => methodOf(use) === 'compile');
  const [given] = compiles.flatMap((compile) => program.textOf(argumentOf(compile, 'name')) ?? []);
  const assigned = [...compiles, call].flatMap((one) => assignedName(program, one) ?? []);
  const stoppingRuns = uses.filter(isStoppingRun);
  return { call, name: given ?? assigned[0] ?? 'graph', nodes, edges, compiles, stoppingRuns };
}

type Nodes = Map<string, GraphNode>;

function addUse(program: PyProgram, use: PyCall, nodes: Nodes, edges: GraphEdge[]): void {
  const link = (from: Texts, to: Texts): void => {
    for (const one of from.texts) for (const other of to.texts) edges.push({ from: one, to: other, spot: use });
    if (!to.isWhole) for (const one of from.texts) edges.push({ from: one, to: '', spot: use, isOpen: true });
  };
  const text = (name: string, position: number): Texts => textsOf(program, argumentOf(use, name, position));
  const only = (name: string): Texts => ({ texts: [name], isWhole: true });
  switch (methodOf(use)) {
    case 'add_node': {
      const added = addNode(program, use, nodes);
      link({ texts: added, isWhole: true }, keysOf(program, argumentOf(use, 'destinations')));
      return;
    }
    case 'add_sequence': {
      const names = sequenceOf(program, use, nodes);
      for (const [at, name] of names.slice(1).entries()) link(only(names[at] ?? ''), only(name));
      return;
    }
    case 'add_edge':
      link(text('start_key', 0), text('end_key', 1));
      return;
    case 'set_entry_point':
      link(only(START), text('key', 0));
      return;
    case 'set_finish_point':
      link(text('key', 0), only(END));
      return;
    case 'set_conditional_entry_point':
      link(only(START), targetsOf(program, argumentOf(use, 'path', 0), argumentOf(use, 'path_map', 1)));
      return;
    case 'add_conditional_edges': {
      const path = argumentOf(use, 'path', 1) ?? argumentOf(use, 'condition');
      const targets = targetsOf(
        program,
        path,
        argumentOf(use, 'path_map', 2) ?? argumentOf(use, 'conditional_edge_mapping'),
      );
      link(text('source', 0), targets);
      const then = textsOf(program, argumentOf(use, 'then', 3));
      if (then.texts.length > 0) link(targets, then);
    }
  }
}

/** @returns the names of the nodes */
function addNode(program: PyProgram, use: PyCall, nodes: Nodes): readonly string[] {
  const first = argumentOf(use, 'node', 0);
  const action = argumentOf(use, 'action', 1) ?? first;
  if (first === undefined || action === undefined) return [];
  const actions = program.resolve(action);
  const names = action === first ? actions.flatMap((one) => nameOfAction(program, one)) : textsOf(program, first).texts;
  for (const [at, name] of names.entries()) {
    // A loop over pairs of names and functions.
    const own = names.length > 1 && names.length === actions.length ? actions[at] : action;
    if (!nodes.has(name)) nodes.set(name, { name, action: own ?? action, spot: use });
  }
  return names;
}

function nameOfAction(program: PyProgram, action: PyValue): string[] {
  if (action.form === 'function') return [action.function.name];
  if (action.form !== 'call') return [];
  const given = program.textOf(argumentOf(action, 'name'));
  return [given ?? assignedName(program, action) ?? 'node'];
}

/** `add_sequence([first, ("second", function)])`. */
function sequenceOf(program: PyProgram, use: PyCall, nodes: Nodes): string[] {
  return program.itemsOf(argumentOf(use, 'nodes', 0)).items.flatMap((item) => {
    const pair = item.form === 'list' ? item.items : [];
    const [first, second] = pair;
    const action = second ?? item;
    const names = second === undefined ? nameOfAction(program, item) : textsOf(program, first).texts;
    for (const name of names) if (!nodes.has(name)) nodes.set(name, { name, action, spot: use });
    return names.slice(0, 1);
  });
}

/** The mapping says it, else the function. */
function targetsOf(program: PyProgram, path: PyValue | undefined, mapping: PyValue | undefined): Texts {
  const mapped = textsOf(program, mapping);
  if (mapped.texts.length > 0) return mapped;
  if (path === undefined) return { texts: [], isWhole: false };
  return joined(
    program.resolve(path).map((one) => {
      if (langName(program, one) === 'tools_condition') return { texts: ['tools', END], isWhole: true };
      return one.form === 'function' ? routesOf(program, one.function) : { texts: [], isWhole: false };
    }),
  );
}
